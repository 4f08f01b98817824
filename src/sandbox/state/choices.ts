// Every point where the reference leaves the answer open: what the sandbox does, why, and the switch for the other answer.

export interface Choices {
  /**
   * What a read-only token gets for a write. The status and code are nowhere stated; 401 with 161 is what client code
   * prepares for, 162 and 403 are possible.
   */
  readOnlyRefusal: { status: 401 | 403 | 422; code: 161 | 162 };
  /**
   * Whether a token's permission is checked before an object is looked up. Nobody says; with `after lookup` a write to
   * what is not there is "not found" to a read-only token too.
   */
  permissionCheck: 'before lookup' | 'after lookup';
  /** GETs that change something (enable and disable a workflow, unschedule), asked by a read-only token. */
  readOnlyWritingGets: 'refuse' | 'allow';
  /** Whether a token for some branches may change what all branches share. */
  branchLimitedGlobalWrites: 'allow' | 'refuse';
  /** What `GET /stacks/branches` and `/stacks/branch_aliases` show a token for some branches. */
  branchListing: 'all' | 'those of the token';
  /** A branch that is not there or not the token's. 901 is sure, the status was seen on another API. */
  branchRefusalStatus: 422 | 403 | 401;
  /** A branch in the header that does not exist. 901 was seen for both on another API; it may be told apart here. */
  unknownBranch: 'like a forbidden one' | 'not found';
  /** What a token gets from modules that only users may use. 401 with 105 is sure for the list of stacks alone. */
  userModuleRefusal: { status: 401 | 403 | 422; code: 105 | 161 | 162 };
  /**
   * What 429 comes with. `Retry-After` is mentioned in support articles only; the body is nowhere shown, so it may be
   * plain text of what stands before the API.
   */
  rateRefusal: { code: 429 | undefined; retryAfter: boolean; body?: 'text' };
  /** A `limit` above 100. The reference only gives the maximum; unknown or odd input is mostly tolerated, so: clamp. */
  limitAboveMaximum: 'clamp' | 'refuse';
  /** Field uids the content type does not have, in an entry that is saved. Clients send back what they fetched, so: ignore. */
  unknownFields: 'ignore' | 'refuse';
  /** Fields left out of an entry PUT. Samples show partial bodies, one text speaks of replacing. */
  missingFields: 'keep' | 'clear';
  /** Deleting a content type that has entries without `force`. The text wants `force`; old client tests delete without. */
  deleteTypeWithEntries: 'needs force' | 'allowed';
  /** A content type PUT without `schema`. It is documented as required; the API may keep the stored one. */
  missingSchema: 'refuse' | 'keep';
  /** Whether a content type may name another one that does not exist (yet). Import tools make types first, then link. */
  unknownReferenceTo: 'refuse' | 'allow';
  /** `Content-Type: application/json` on a DELETE without a body. Newer gateways are said to refuse it. */
  emptyJsonBody: 'refuse' | 'accept';
  /** `publish_details` of an entry read in one locale: those of every locale, or of that one alone. */
  publishDetails: 'every locale' | 'that locale';
  /** What an unlocalised or deleted localisation leaves behind where it was published. */
  lostLocalisation: 'unpublish' | 'stay published';
  /** Publishing to an environment the stack has not. 161 speaks of environments or permission; 141 is the general code. */
  unknownEnvironment: { status: 401 | 422; code: 161 | 141 };
  /** `export` of an entry: the shape a save takes, so that `import` takes it back, or the shape a read gives. */
  exportShape: 'write' | 'read';
  /** A language that is deleted while others fall back to it: they fall back to the master, or the deletion fails. */
  deleteFallback: 'fall back to master' | 'refuse';
  /** The status of an object that an address names and that is not there. 422 is documented, 404 also seen. */
  notFoundStatus: 422 | 404;
  /**
   * Fields that a new entry does not name: their `default_value`, or nothing. The reference describes default values, but
   * not who fills them in.
   */
  defaultValues: 'applied on create' | 'left out';
  /** Fields that are mandatory within a group, where the group itself is optional and not sent. Nobody says. */
  absentGroups: 'ignored' | 'checked';
  /** A JSON rich text above some 30 KB. A support article speaks of the limit, the reference of none. */
  largeRichText: 'refuse' | 'accept';
  /** What `references` of a content type tells: who points at it, or also who points at those, as one text says. */
  typeReferences: 'nested' | 'direct';
  /** Capitals in the uid of a content type: the reference speaks of letters, its samples and the SDK make them small. */
  capitalsInTypeUids: 'refuse' | 'allow';
  // global fields
  /** Nested global fields. The API pages have them with `api_version: 3.2`; a support article knows none. */
  nestedGlobalFields: 'with api_version 3.2' | 'always' | 'refuse';
  /** Fields in one global field: two pages, two numbers. */
  mostGlobalFieldFields: 500 | 100;
  /** When deleting a global field takes `force`. A warning says when it is used, the table says always. */
  deleteGlobalField: 'force when used' | 'force always';
  // assets
  /** The largest file: 100 MB by API on one page, 700 MB on others. What a larger one gets is nowhere stated. */
  assetSizeLimit: { megabytes: number; status: 413 | 422 };
  /** An upload without a file: 400 and 422 are both named. */
  missingUpload: 422 | 400;
  /** Whether saving title, description, tags or folder makes a version: a course says so, a sample keeps the number. */
  assetDetails: 'new version' | 'same version';
  /** What "make a version the latest" leaves: a new version that is a copy of it, or the version itself as current one. */
  assetRevision: 'new version' | 'that version';
  /** The permanent URL is a public link; the reference also lists it as a request with a token. */
  permanentUrlAccess: 'public' | 'token';
  /** Folders per stack: the API page and the limits page differ. */
  mostFolders: 300 | 10_000;
  // extensions
  /** An extension that is not there. 404 is documented with 347; other modules use 422. */
  missingExtension: 404 | 422;
  /** Whether two extensions may have one title. Import tools are prepared for a refusal. */
  extensionTitles: 'unique' | 'free';
  /** A content type with a field of an extension that is not there. Marketplace apps have uids that are not listed. */
  unknownExtension: 'refuse' | 'allow';
  // labels
  /** `label` of a single label: the page's sample shows a list of one, the SDKs read an object. */
  singleLabel: 'object' | 'list';
  /** Parents and content types of a label that are not there. Nobody says; a tree of nothing would be of no use. */
  unknownLabelTargets: 'refuse' | 'allow';
  /** Labels below one that is deleted: nobody says; they move to the top, go too, or the deletion fails. */
  labelsBelowDeleted: 'move up' | 'delete' | 'refuse';
  // releases
  /** An item in a language the entry is not localised in. The stack setting "fallback publishing" is on unless switched off. */
  releaseFallback: 'allow' | 'refuse';
  /** Deleting a locked (deployed) release. Only changes to it are said to be refused. */
  lockedReleaseDeletion: 'allow' | 'refuse';
  // publish queue and bulk
  /** Under which key a queue item shows an asset. The one sample has `entry`, `asset` is what its shape would suggest. */
  queuedAssetKey: 'entry' | 'asset';
  /** Whether the queue shows what was published with nested references to who does not ask with `api_version: 3.2`. */
  nestedQueueItems: 'with api_version' | 'always';
  /** Most items, languages and environments of a bulk publish: 10 each, or 100, 50 and 50 as the nested publishing page has it. */
  bulkLimits: 'API page' | 'nested publishing page';
  /** Most items of a bulk delete: 100 (API page) or 10 (limitations page). */
  bulkDeleteMaximum: 100 | 10;
  /**
   * A publishing job beyond the two that may be active at once. There is a status "waiting", and the SDK's own tests
   * start ten in a row; a refusal may carry 429 or 422.
   */
  bulkJobsAboveMaximum: 'wait' | 'refuse with 429' | 'refuse with 422';
  /** `api_version: 3.2` and `bulk_version: 2.0` where they are listed as required: for jobs, and for bulk work on releases. */
  jobVersionHeader: 'required' | 'optional';
  /** The key of the list of jobs: the page's sample has `jobItems`, which may be that of another page. */
  bulkJobsKey: 'jobItems' | 'jobs';
  // webhooks
  /**
   * Passwords of webhooks in answers. The samples show asterisks, as they do for uids and users; secrets of other
   * schemes stand there in full.
   */
  webhookPasswords: 'shown' | 'masked';
  /** A webhook PUT without name, destinations or channels: documented as required, yet a PUT elsewhere keeps what is not sent. */
  partialWebhookUpdate: 'keep' | 'refuse';
  // audit log
  /** The key of a single item: `log` in the reference, the official SDKs read `logs`. */
  auditLogItem: 'log' | 'logs';
  // roles and users
  /** Reading users with a token. The reference lists the authtoken alone, one list of modules names users too. */
  usersWithToken: 'refuse' | 'allow';
  /** Custom roles a stack may have, which depends on the plan; one more is refused with 157. */
  mostRoles: number;
  // workflows and publish rules
  /** What an entry of a type under an enabled workflow starts with. One text says that it is the first stage. */
  newEntryStage: 'first' | 'none';
  /** Setting the stage of an entry that has none yet. 422 is documented, though then nothing else could help it. */
  firstStageByRequest: 'refuse' | 'set';
  /** Changing a stage with a token: never, as most texts say, or where all users may move on, as one note has it. */
  stageByToken: 'refuse' | 'where all users may';
  /** Whether an entry lock of a stage binds a token as it binds a user, or as little as it binds a stack's owner. */
  entryLock: 'binding' | 'ignored';
  /** A publish that does not satisfy the publish rules: fails with 141, or goes through, as a token has no role. */
  publishUnderRules: 'enforced' | 'bypassed';
  /** Publish rules with approvers are refused to a token; with what, nobody says. */
  approversRefusal: { status: 401 | 403 | 422; code: 105 | 141 | 162 };
  // taxonomies
  /** An entry that names a term which is not there. The rule is not stated; a term that is deleted leaves its entries. */
  unknownTerms: 'refuse' | 'allow';
  /** `taxonomies.<uid>` in the query of entries. It is documented for delivery; of management nobody says. */
  taxonomyQuery: 'serve' | 'refuse';
  /** Deleting a taxonomy or a term without `force`. The pages demand it; client code also deletes without. */
  deleteTaxonomy: 'force always' | 'force when used';
  /** Where a term's uid must be unique. The limits say in its taxonomy, the request pages in the stack. */
  termUid: 'unique in the taxonomy' | 'unique in the stack';
  /** A single term in a taxonomy publish. The page rules it out, the SDK has it in a sample. */
  publishTerms: 'refuse' | 'as their taxonomy';
  /** `depth` for the descendants of a term: the text is that of the whole list, which starts at the root. */
  descendantsDepth: 'below the term' | 'from the root';
  /** The status of a uid that is taken. 422 is documented, client tests also take 409. */
  takenUidStatus: 422 | 409;
  // branches
  /**
   * Who may create and delete branches and move aliases. The pages ask for an authtoken; Contentstack's own MCP server
   * offers the same requests to management tokens.
   */
  branchWrites: 'users only' | 'tokens too';
  /**
   * Comparing and merging branches of which the token has not both. Nobody says; without the header's check a token
   * would read and change through these what it may not touch.
   */
  foreignBranches: 'refuse' | 'allow';
  // variants
  /** Where entries may have variants. The limitations say: on main alone; links name a list of branches. */
  variantBranches: 'main only' | 'any branch';
  // metadata
  /** Names of the server's own keys among those of new metadata. They may not be used; clients send back what they read. */
  reservedMetadataKeys: 'ignore' | 'refuse';
  /** The extension that metadata is for. Apps of the marketplace keep metadata, too, and are no extensions of the stack. */
  metadataExtension: 'must exist' | 'any';
}

export const likeliest: Choices = {
  readOnlyRefusal: { status: 401, code: 161 },
  permissionCheck: 'before lookup',
  readOnlyWritingGets: 'refuse',
  branchLimitedGlobalWrites: 'allow',
  branchListing: 'all',
  branchRefusalStatus: 422,
  unknownBranch: 'like a forbidden one',
  userModuleRefusal: { status: 401, code: 105 },
  rateRefusal: { code: 429, retryAfter: false },
  limitAboveMaximum: 'clamp',
  unknownFields: 'ignore',
  missingFields: 'keep',
  deleteTypeWithEntries: 'needs force',
  missingSchema: 'refuse',
  unknownReferenceTo: 'refuse',
  emptyJsonBody: 'refuse',
  publishDetails: 'every locale',
  lostLocalisation: 'unpublish',
  unknownEnvironment: { status: 422, code: 141 },
  exportShape: 'write',
  deleteFallback: 'fall back to master',
  notFoundStatus: 422,
  defaultValues: 'applied on create',
  absentGroups: 'ignored',
  largeRichText: 'refuse',
  typeReferences: 'nested',
  capitalsInTypeUids: 'refuse',
  // global fields
  nestedGlobalFields: 'with api_version 3.2',
  mostGlobalFieldFields: 500,
  deleteGlobalField: 'force when used',
  // assets
  assetSizeLimit: { megabytes: 100, status: 413 },
  missingUpload: 422,
  assetDetails: 'new version',
  assetRevision: 'new version',
  permanentUrlAccess: 'public',
  mostFolders: 300,
  // extensions
  missingExtension: 404,
  extensionTitles: 'unique',
  unknownExtension: 'refuse',
  // labels
  singleLabel: 'object',
  unknownLabelTargets: 'refuse',
  labelsBelowDeleted: 'move up',
  // releases
  releaseFallback: 'allow',
  lockedReleaseDeletion: 'allow',
  // publish queue and bulk
  queuedAssetKey: 'entry',
  nestedQueueItems: 'with api_version',
  bulkLimits: 'API page',
  bulkDeleteMaximum: 100,
  bulkJobsAboveMaximum: 'wait',
  jobVersionHeader: 'required',
  bulkJobsKey: 'jobItems',
  // webhooks
  webhookPasswords: 'shown',
  partialWebhookUpdate: 'keep',
  // audit log
  auditLogItem: 'log',
  // roles and users
  usersWithToken: 'refuse',
  mostRoles: 50,
  // workflows and publish rules
  newEntryStage: 'first',
  firstStageByRequest: 'refuse',
  stageByToken: 'refuse',
  entryLock: 'binding',
  publishUnderRules: 'enforced',
  approversRefusal: { status: 422, code: 141 },
  // taxonomies
  unknownTerms: 'refuse',
  taxonomyQuery: 'serve',
  deleteTaxonomy: 'force always',
  termUid: 'unique in the taxonomy',
  publishTerms: 'refuse',
  descendantsDepth: 'below the term',
  takenUidStatus: 422,
  // branches
  branchWrites: 'users only',
  foreignBranches: 'refuse',
  // variants
  variantBranches: 'main only',
  // metadata
  reservedMetadataKeys: 'ignore',
  metadataExtension: 'must exist',
};

/*
 * Settled without a switch, because either answer would read the same to a careful client:
 * - versions count per locale, from 1, +1 for each save in that locale;
 * - a unique value is compared with the other entries' latest version in the same locale, what is in the trash included;
 * - lists without `asc` or `desc` come newest change first;
 * - environments are global, so they ignore the branch header, a wrong one too;
 * - a group's or block's value that is sent replaces the stored one whole;
 * - non-localizable fields sent in another locale than the master are ignored; instances of groups and blocks belong
 *   together by `_metadata.uid`, whether or not `non_localizable_content` says so;
 * - what is unlocalised or goes with its language leaves the trash empty, what is deleted waits there;
 * - a default fills what is not sent, `null` is sent, and a group that is not sent does not come about by its defaults;
 * - references, files and embeds that point at nothing are taken (a seed must not have them);
 * - an import keeps the file's uid where it is free and makes a new one where it is not;
 * - a filter sees entries in read shape, so a file is found by `field.uid`;
 * - drafts are not part of the sandbox: what asks for them adds nothing;
 */
