import { blogs } from './blogs.js';
import { chats } from './chats.js';
import { fediverse } from './fediverse.js';
import { google } from './google.js';
import { linkedin } from './linkedin.js';
import { mail } from './mail.js';
import { meta } from './meta.js';
import { pictures } from './pictures.js';
import { reddit } from './reddit.js';
import { tools } from './tools.js';
import { x } from './x.js';

/** Every fixture by the name of its row, `site/row`; further homes of the same composer have a word after it. */
export const SITES = { ...x, ...linkedin, ...meta, ...fediverse, ...reddit, ...google, ...pictures, ...chats, ...blogs, ...mail, ...tools };
