// Keeps zod from writing code for schemas: imported before any schema is made.
import * as z from 'zod';

// That code would have to be compiled in every start, and a session calls too little to win it back; a bench of calls shows
// no difference. Nor has anybody who reviews this server to wonder what is made and run there.
z.config({ jitless: true });
