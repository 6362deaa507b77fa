import { expect, test } from 'vitest';
import { maskPhone, normalPhone, normalUserName } from './person.ts';

test.each([
  ['13812341234', '13812341234'], ['138 1234 1234', '13812341234'], ['138-1234-1234', '13812341234'], ['+86 13812341234', '13812341234'],
  ['0086-138-1234-1234', '13812341234'], ['１３８１２３４１２３４', '13812341234'], ['8613812341234', '13812341234'],
  ['12812341234', undefined], ['1381234123', undefined], ['138123412345', undefined], ['021-61234567', undefined], ['', undefined], ['abc', undefined],
])('the phone %s is read as %s (P1)', (typed, read) => {
  expect(normalPhone(typed)).toBe(read);
});

test('a list shows the first three and the last four digits (P2)', () => {
  expect(maskPhone('13812341234')).toBe('138****1234');
  expect(maskPhone('400800')).toBe('40****');
});

test('a staff number is the same in capitals, full width and with spaces around', () => {
  expect(normalUserName(' Ｘ１００２ ')).toBe('x1002');
});
