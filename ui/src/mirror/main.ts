import { mount } from 'svelte';
import '../theme/tokens.css';
import '../theme/base.css';
import Mirror from './Mirror.svelte';
import { addressOf } from './reflection.svelte';

const target = document.getElementById('app');
const address = addressOf(location);
if (target) mount(Mirror, { target, props: { ask: (seen: string) => fetch(address + seen) } });
