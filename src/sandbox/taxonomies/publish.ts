// Taxonomies in environments: whole ones only, with the languages of a branch.
import type { Call, Carrier } from '../http/call.ts';
import { findLocale } from '../http/find.ts';
import { refuseRequest } from '../http/replies.ts';
import { takeWhole } from '../http/take.ts';
import { trackOrders } from '../publishing/jobs.ts';
import { placeOrder } from '../publishing/orders.ts';
import { readList, readPlaces, readSchedule } from '../publishing/publication.ts';
import { move } from '../records/places.ts';
import type { Json } from '../state/json.ts';
import { isObject, pick } from '../state/json.ts';
import { findTaxonomy } from './taxonomy.ts';

export const taxonomyCarrier: Carrier = {
  roots: ({ uid }) => ['taxonomies', `taxonomies.${uid}`],
  show(call, { uid }) {
    const taxonomy = pick(call.state.taxonomies, uid);
    return { title: taxonomy?.locales[call.state.master_locale]?.name ?? uid };
  },
  carryOut(call, order) {
    const taxonomy = findTaxonomy(call, order.uid);
    const branch = call.branch.uid;
    const others = taxonomy.published.filter(held => held.branch !== branch);
    const own = taxonomy.published.filter(held => held.branch === branch);
    const moved = move(own, order, call.stamp, () => 1);
    taxonomy.published = [...others, ...moved.map(detail => ({ ...detail, branch }))];
  },
};

/** Orders every taxonomy into all the places, or out of them; the answer names the job. */
export function changeTaxonomies(call: Call, action: 'publish' | 'unpublish'): Json {
  const body = takeWhole(call);
  const environments = readPlaces(call, body.environments);
  const locales = readList(body.locales, 'locales').map(code => findLocale(call, code).code);
  if (locales.length === 0) {
    throw refuseRequest('At least one language is required.', { locales: ['is a required field.'] });
  }
  const taxonomies = readItems(call, body.items);
  const at = readSchedule(body.scheduled_at);
  const when = at === undefined ? {} : { at };
  const wanted = { action, plan: { taxonomies }, locales, environments, topLevel: taxonomies.length, at };
  const job = trackOrders(call, wanted, uid =>
    taxonomies.flatMap(taxonomy =>
      environments.flatMap(environment =>
        locales.map(locale =>
          placeOrder(call, { action, kind: 'taxonomy', uid: taxonomy, environment, locale, job: uid, ...when }),
        ),
      ),
    ),
  );
  return { notice: 'The requested action has been performed.', job_id: job.uid };
}

function readItems(call: Call, items: unknown): string[] {
  if (!Array.isArray(items) || items.length === 0) {
    throw refuseRequest('At least one item is required.', { items: ['is a required field.'] });
  }
  const uids = items.map(item => {
    if (!isObject(item) || typeof item.uid !== 'string') {
      throw refuseRequest('An item has no uid.', { items: ['is not valid.'] });
    }
    if (item.term_uid !== undefined && call.choices.publishTerms === 'refuse') {
      throw refuseRequest('Terms are published with their taxonomy.', { items: ['is not valid.'] });
    }
    return findTaxonomy(call, item.uid, 422).uid;
  });
  return [...new Set(uids)];
}
