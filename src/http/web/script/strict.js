// Makes pages quicker to use. Pages show the same content without it. Each part is a block, so that its names are its own.
"use strict";

