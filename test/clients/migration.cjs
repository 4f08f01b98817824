// A migration as developers write it for Contentstack's CLI: one content type is made, and one changed.
module.exports = ({ migration }) => {
  const shop = migration.createContentType('shop', {
    title: 'Shop',
    description: 'Where one can try it on.',
    is_page: true,
    url_pattern: '/:title',
    url_prefix: '/shops/',
  });
  shop.createField('title').display_name('Name').data_type('text').mandatory(true).unique(true);
  shop.createField('url').display_name('URL').data_type('text');
  shop.createField('opened').display_name('Opened').data_type('isodate');
  shop.createField('staff').display_name('Staff').data_type('reference').reference_to(['author']).ref_multiple(true);
  migration.addTask(shop.getTaskDefinition());

  const author = migration.editContentType('author');
  author.createField('pronouns').display_name('Pronouns').data_type('text').mandatory(false);
  author.editField('role').display_name('Trade');
  migration.addTask(author.getTaskDefinition());
};
