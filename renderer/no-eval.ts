import { z } from 'zod';

// zod compiles schemas with `new Function` unless told not to; even its attempt is a CSP violation.
z.config({ jitless: true });
