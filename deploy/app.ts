import { App } from 'aws-cdk-lib';
import { addStacks, optionsOf } from './stacks.js';

// Without CDK's own metadata a stack holds what its plain template holds.
const app = new App({ analyticsReporting: false });
addStacks(app, optionsOf(app));
app.synth();
