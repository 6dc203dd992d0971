import { expect, it } from 'vitest';
import { compareWithPublished } from '../../lib/verdict/published';
import { describeVerification, isVerified, type Verification } from './verify-report';

const fox = { name: 'fox.png', sha256: 'f0', score: 0.25 };
const comparisonOf = (score: number, by: 'content' | 'name' = 'content') =>
  compareWithPublished({ picture: fox, by }, score);

it('verifies scores that agree, and says which pictures were not there', () => {
  const verification: Verification = { pictures: [comparisonOf(0.2504)], missing: ['owl.png'] };
  expect(isVerified(verification)).toBe(true);
  const text = describeVerification(verification).join('\n');
  expect(text).toMatch(/fox\.png +0\.25000 +0\.25040 +\+0\.000400 {2}pass/);
  expect(text).toContain('Not in the folder: owl.png');
  expect(text).toContain('Verified: 1 of 1');
});

it('does not verify a score that is off, and says which one', () => {
  const verification: Verification = { pictures: [comparisonOf(0.2, 'name')], missing: [] };
  expect(isVerified(verification)).toBe(false);
  const text = describeVerification(verification).join('\n');
  expect(text).toMatch(/-0\.050000 {2}FAIL {2}\(found by name/);
  expect(text).toContain('Not verified: 1 of 1');
});

it('does not verify a picture that could not be judged, nor a folder without any', () => {
  const failed = { name: 'fox.png', by: 'content', published: 0.25, failure: 'damaged' } as const;
  expect(isVerified({ pictures: [failed], missing: [] })).toBe(false);
  expect(isVerified({ pictures: [], missing: ['fox.png'] })).toBe(false);
  expect(describeVerification({ pictures: [], missing: ['fox.png'] }).join()).toContain('None');
});
