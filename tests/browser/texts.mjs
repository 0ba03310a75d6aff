// What must nudge and what must not, on the same pages; never fewer of the second.

export const TWEETS = {
  nudged: [
    ['promotional', 'Limited time offer! Get 50% off today only. Use code SAVE50 at checkout. Buy now: https://shop.example/sale'],
    ['promotional', '🔥 HUGE SALE 🔥 Limited time offer, use code SAVE50 and buy now before it is gone! https://shop.example/deal'],
  ],
  quiet: [
    'The otters at the aquarium were asleep holding hands this morning. Has anybody seen them do that in the wild?',
    'My sourdough came out flat as a stone again, so tonight we eat soup. What did you do differently, Jonas?',
    'Correction: the station is on the north side of the map I posted yesterday. Sorry to whoever walked south.',
  ],
};

export const INVITES = {
  stock: "Hi Anna, I'd like to add you to my professional network on LinkedIn.",
  salesy: 'Hi Anna, we help founders like you 10x your leads. Limited time offer for new clients! Book a slot here: https://calendly.com/growth',
  unfilled: 'Hi {{first_name}}, I came across your profile and was impressed by your work at {{company}}.',
  quiet: [
    'Hi Anna, we sat side by side at the pond workshop in Lisbon and never finished about the pumps. Shall we?',
    'Anna, your answer on the filter question saved my Tuesday. I tried the gravel and it holds. Thank you!',
    'Hello Anna, I am the one with the broken umbrella from Friday. Did you get home dry?',
  ],
};
