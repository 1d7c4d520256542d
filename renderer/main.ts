// First: nothing that is imported later may try to make code from text, which the CSP refuses.
import './no-eval.ts';

import '@fontsource/roboto-mono/latin-400.css';
import '@fontsource/roboto/latin-400.css';
import '@fontsource/roboto/latin-500.css';
import '@fontsource/roboto/latin-700.css';
import './theme/index.css';

// By itself, since parts that are fetched apart run before the module that asked for them, in no order of ours.
void import('./page.tsx');
