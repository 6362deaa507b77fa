import { expect, test } from 'vitest';
import { soundPattern, soundsOf } from './name-sounds.ts';

const found = (name: string, typed: string): boolean => {
  const pattern = soundPattern(typed);
  return pattern !== undefined && soundsOf(name).includes(pattern.slice(1, -1));
};

test.each([
  ['张伟', 'zhangwei'], ['张伟', 'zw'], ['张伟', 'zhang wei'], ['张伟', 'ZhangW'], ['张伟', 'wei'], ['张伟', 'ｚｗ'], ['单田芳', 'shantian'], ['曾国藩', 'zgf'], ['吕布', 'lvbu'], ['吕布', 'lübu'],
  ['欧阳娜娜', 'oynn'], ['买买提·吐尔逊', 'mmttex'], ['西安未央服务中心', "xi'an"], ['重庆两江体验中心', 'chongqing'], ['重庆两江体验中心', 'ljty'], ['闵行服务中心', 'mhfw'], ['闵行服务中心', 'minhang'],
])('%s is found by %s (N1)', (name, typed) => expect(found(name, typed)).toBe(true));

test.each([['张伟', 'zhao'], ['张伟', 'hangwei'], ['张伟', 'w'], ['张伟', '%'], ['张伟', '沪A12345'], ['Li Wei', 'liwei']])('%s is not found by the sound %s (N2)', (name, typed) => expect(found(name, typed)).toBe(false));
