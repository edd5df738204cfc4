// What calls AWS, in one bundle that is loaded when AWS is asked: most runs of the command need none of it.
export { aggregatorSource } from '../sources/live/aggregator-source.js';
export { liveSource } from '../sources/live/live-source.js';
export { askLive } from './doctor/ask-live.js';
