import { meeting } from "./call/meeting.js";
import { checking } from "./call/check.js";
import { chat } from "./chat.js";
import { drafts } from "./drafts.js";
import { read } from "./read.js";

const stage = document.getElementById("call");
if (stage) {
  drafts();
  chat();
  meeting(stage);
  read();
} else {
  checking(document.getElementById("check"));
}
