/**
 * The misbehaving web server as a process of its own, for the bench: what it takes of memory and processor is
 * not the audit's. Forked with an IPC channel: tells its origins, and what it saw whenever it is asked.
 */
import { serveLanding } from './landing-server.ts';

const served = await serveLanding();
const { origins, hosts, userAgents } = served;
process.on('message', () => process.send?.({ hosts: [...hosts], userAgents: [...userAgents] }));
process.on('disconnect', () => void served.close());
process.send?.({ origins });
