// What a browser has and an older Node.js lacks: loaded before each file of tests.

import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
