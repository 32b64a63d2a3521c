import { chat } from "./chat.js";
import { drafts } from "./drafts.js";
import { live } from "./live.js";
import { read } from "./read.js";

drafts();
chat();
live();
read();
