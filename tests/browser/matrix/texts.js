// What is said around the composers and written into them.

/** The person who is answered or written to. */
export const READER = 'Anna Berg';
export const PARENT = 'Does anybody know why otters hold hands while they sleep?';
/** Stands near by and is not what is answered. */
export const OTHER = 'My sourdough failed again.';
export const OTHER_READER = 'Jo';

export const HUMAN = 'Mine slept alone after the storm. Did yours hold hands, too?';
export const LATER = 'We saw the one with the white paw on Friday. Was she with you?';
/** In two lines, so that marks have to cross a break. */
export const AD = ['Big sale! 🎉', 'Limited time offer! Get 50% off, use code SAVE50 and buy now.'];
