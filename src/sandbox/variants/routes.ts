// Routes under /variant_groups and /variants: the groups, the content types they are linked to, and their variants.

import type { Call, Module } from '../http/call.ts';
import { sortNewest } from '../http/find.ts';
import { takeAll, takeFlag, takeParam, takeWhole } from '../http/take.ts';
import { answerList } from '../query/query.ts';
import type { Json } from '../state/json.ts';
import { leaveOut } from '../state/json.ts';
import type { Variant } from '../state/variants.ts';
import {
  dropGroup,
  dropVariant,
  findGroup,
  findVariant,
  linkTypes,
  listGroupVariants,
  saveGroup,
  saveVariant,
} from './variants.ts';

const show = (variant: Variant): Json => leaveOut(variant, ['group']);

function listGroups(call: Call): Json {
  const type = call.query.get('content_type');
  const groups = Object.values(call.state.variant_groups).filter(
    group => !type || group.content_types.some(({ uid }) => uid === type),
  );
  return answerList(call, 'variant_groups', sortNewest(groups), {
    finish(group) {
      const variants = listGroupVariants(call, group.uid);
      return {
        ...group,
        ...(takeFlag(call, 'include_variant_info') ? { variants: variants.map(show) } : {}),
        ...(takeFlag(call, 'include_variant_count') ? { variant_count: variants.length } : {}),
      };
    },
  });
}

/** Both ways on one address: each content type says whether it is to be linked. */
function link(call: Call): Json {
  const group = findGroup(call, takeParam(call, 'group'));
  const content_types = linkTypes(call, group, takeWhole(call));
  return {
    ...leaveOut(group, ['branches']),
    content_types,
    message: 'Variant Group and Variants updated successfully',
    variants: [],
  };
}

const createGroup = (call: Call): Json => saveGroup(call, takeWhole(call));

const updateGroup = (call: Call): Json => saveGroup(call, takeWhole(call), findGroup(call, takeParam(call, 'group')));

const gone = (what: string): Json => ({
  notice: `${what} deleted successfully.`,
  message: `${what} deleted successfully`,
});

function removeGroup(call: Call): Json {
  dropGroup(call, findGroup(call, takeParam(call, 'group')));
  return gone('Variant Group and Variants');
}

const findAsked = (call: Call): Variant => findVariant(call, takeParam(call, 'variant'), call.params.group);

/** The group is named beside the list, as what is done next needs its uid. */
function listOfGroup(call: Call): Json {
  const { uid, name } = findGroup(call, takeParam(call, 'group'));
  const variants = sortNewest(listGroupVariants(call, uid).map(show));
  return answerList(call, 'variants', variants, { beside: { uid, name } });
}

function createInGroup(call: Call): Json {
  const { uid } = findGroup(call, takeParam(call, 'group'));
  return show(saveVariant(call, takeWhole(call), uid));
}

function updateVariant(call: Call): Json {
  const held = findAsked(call);
  return show(saveVariant(call, takeWhole(call), held.group, held));
}

function getVariant(call: Call): Json {
  const variant = show(findAsked(call));
  return call.choices.singleVariant === 'wrapped' ? { variant } : variant;
}

function removeVariant(call: Call): Json {
  dropVariant(call, findAsked(call));
  return gone('Variant');
}

/** Those without a group, or those that are named, wherever they are. */
function listAll(call: Call): Json {
  const named = takeAll(call, 'uids').flatMap(text => text.split(','));
  const isAsked = ({ uid, group }: Variant): boolean => (named.length > 0 ? named.includes(uid) : group === undefined);
  return answerList(call, 'variants', sortNewest(Object.values(call.state.variants).filter(isAsked).map(show)));
}

const createAlone = (call: Call): Json => show(saveVariant(call, takeWhole(call), undefined));

const base = '/variant_groups';
const inner = `${base}/:group/variants`;

export const variants: Module = {
  name: 'variants',
  reach: 'global',
  routes: [
    { method: 'GET', path: base, answer: listGroups },
    { method: 'POST', path: base, status: 201, answer: createGroup },
    { method: 'PUT', path: `${base}/:group`, answer: updateGroup },
    { method: 'DELETE', path: `${base}/:group`, answer: removeGroup },
    { method: 'PUT', path: inner, answer: link },
    { method: 'GET', path: inner, answer: listOfGroup },
    { method: 'POST', path: inner, status: 201, answer: createInGroup },
    { method: 'GET', path: `${inner}/:variant`, answer: getVariant },
    { method: 'PUT', path: `${inner}/:variant`, answer: updateVariant },
    { method: 'DELETE', path: `${inner}/:variant`, answer: removeVariant },
    { method: 'GET', path: '/variants', answer: listAll },
    { method: 'POST', path: '/variants', status: 201, answer: createAlone },
    { method: 'GET', path: '/variants/:variant', answer: getVariant },
    { method: 'DELETE', path: '/variants/:variant', answer: removeVariant },
  ],
};
