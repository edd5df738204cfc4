import { App } from 'aws-cdk-lib';
import { addOrganizationStacks } from './organization.js';
import { addStacks, optionsOf } from './stacks.js';

// Without CDK's own metadata a stack holds what its plain template holds.
const app = new App({ analyticsReporting: false });
const options = optionsOf(app);
if (options.organization) addOrganizationStacks(app, options.homeRegion);
else addStacks(app, options);
app.synth();
