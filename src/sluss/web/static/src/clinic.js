import { chat } from "./chat.js";
import { drafts } from "./drafts.js";
import { live } from "./live.js";
import { note } from "./note.js";
import { phrases } from "./phrases.js";
import { read } from "./read.js";
import { tone } from "./tone.js";
import { waited } from "./waited.js";

drafts();
chat();
phrases();
note();
tone();
waited();
live();
read();
