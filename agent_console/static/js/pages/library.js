/** What makes the library's pages lively. Every one of them works without it; this saves clicks and shows more at once. */

import { enliven as inSight } from "./library/in-sight.js";
import { enliven as asSeen } from "./library/as-seen.js";
import { enliven as blanks } from "./library/blanks.js";
import { enliven as liveForms } from "./library/live-forms.js";
import { enliven as more } from "./library/more.js";
import { enliven as place } from "./library/place.js";
import { enliven as replyEditor } from "./library/reply-editor.js";
import { enliven as ruleEditor } from "./library/rule-editor.js";
import { enliven as times } from "./library/times.js";

for (const enliven of [inSight, place, more, times, asSeen, liveForms, blanks, replyEditor, ruleEditor]) enliven(document);
