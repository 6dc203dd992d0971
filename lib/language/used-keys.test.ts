import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json';

const root = join(import.meta.dirname, '../..');

/** The compiler knows what a template such as `verdict_${verdict}` can become: a family of keys shields none but its members. */
function findUsedTexts(): Set<string> {
  const { fileNames, options } = readConfig();
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const used = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) used.add(node.text);
    if (ts.isTemplateExpression(node)) {
      for (const text of membersOf(checker.getTypeAtLocation(node))) used.add(text);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of fileNames) {
    const source = program.getSourceFile(file);
    if (source && !source.isDeclarationFile) visit(source);
  }
  return used;
}

function readConfig(): { fileNames: string[]; options: ts.CompilerOptions } {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  ) as {
    config: object;
  };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const isProduct = (file: string) =>
    /\/(lib|components|entrypoints)\//.test(file.slice(root.length)) &&
    !/\.test\.|\/fixtures\//.test(file);
  const isTypes = (file: string) => file.endsWith('.d.ts');
  return { fileNames: fileNames.filter((file) => isProduct(file) || isTypes(file)), options };
}

function membersOf(type: ts.Type): string[] {
  const members = type.isUnion() ? type.types : [type];
  return members.filter((member) => member.isStringLiteral()).map(({ value }) => value);
}

/** What the manifest and our pages name, as `__MSG_name__`. */
function findNamedTexts(): string[] {
  const files = ['wxt.config.ts', ...globSync('entrypoints/**/*.html', { cwd: root })];
  const code = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  return [...code.matchAll(/__MSG_(\w+?)__/g)].map(([, key = '']) => key);
}

it('leaves no message key unused, nor one of a family that no code can name', () => {
  const used = new Set([...findUsedTexts(), ...findNamedTexts()]);
  expect(Object.keys(messages).filter((key) => !used.has(key))).toEqual([]);
}, 60_000);
