// Health, limits and connections of the service. Each part loads by itself: one that the caller may not see hides no other.

import { showActivity, wireActivity } from './activity';
import { part } from './part';
import { showCosts, showSettings } from './quotas';
import { showHalt, showHealth, wireHalt } from './state';
import { wireTargets } from './targets';

wireHalt();
wireTargets();
wireActivity();

async function show(): Promise<void> {
  await Promise.all([
    part('health-part', showHealth), part('halt-part', showHalt), part('settings-part', showSettings), part('costs-part', showCosts), showActivity(),
  ]);
  ready();
}

void show();
