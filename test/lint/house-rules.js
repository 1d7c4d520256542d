// The house's own syntax rules, as a plugin of oxlint (its plugins have ESLint's shape). Plain JavaScript: the
// linter loads it with whatever Node starts it.

/** A rule that reports each node of one kind for which `isMeant` holds. */
const forbid = (kind, message, isMeant = () => true) => ({
  create: (context) => ({
    [kind](node) {
      if (isMeant(node)) context.report({ node, message });
    },
  }),
});

const isPreparedWithValues = ({ callee, arguments: [first] }) =>
  callee.type === 'MemberExpression' &&
  callee.property.name === 'prepare' &&
  first?.type === 'TemplateLiteral' &&
  first.expressions.length > 0;

const plugin = {
  meta: { name: 'house' },
  rules: {
    'no-export-all': forbid('ExportAllDeclaration', 'Name what a module gives.'),
    'no-default-export': forbid('ExportDefaultDeclaration', 'Named exports only.'),
    'no-inner-html': forbid(
      'JSXAttribute',
      'Text is text: Trusted Types refuse this.',
      ({ name }) => name.name === 'dangerouslySetInnerHTML',
    ),
    'no-values-in-sql': forbid(
      'CallExpression',
      'No values inside SQL text: bind them.',
      isPreparedWithValues,
    ),
  },
};

export default plugin;
