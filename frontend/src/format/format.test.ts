import { describe, expect, it } from 'vitest'
import * as f from './format'

// Intl puts narrow and no-break spaces where a reader sees a space.
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ')

describe('numbers', () => {
  it.each([
    ['en', 1234567.891, 1, '1,234,567.9'],
    ['zh', 1234567, 0, '1,234,567'],
    ['en', 0, 0, '0'],
  ] as const)('%s writes %d with %d decimals as %s', (language, value, decimals, want) => {
    expect(f.number(language, value, decimals)).toBe(want)
  })

  it('shorten by thousands in English and by ten thousands in Chinese', () => {
    expect(f.compact('en', 1_230_000)).toBe('1.2M')
    expect(f.compact('zh', 1_230_000)).toBe('123万')
  })

  it('keep their decimals where columns must line up', () => {
    expect(f.fixed('en', 3, 2)).toBe('3.00')
  })

  it('write a ratio as a percentage', () => {
    expect(f.percent('en', 0.8265, 1)).toBe('82.7%')
    expect(f.percent('zh', 0.8)).toBe('80%')
    expect([0.95, 0.962].map((share) => f.fixedPercent('en', share, 1))).toEqual(['95.0%', '96.2%'])
  })
})

describe('money', () => {
  it.each([
    ['en', { minor: 123456780, currency: 'CNY' }, 'CN¥1,234,567.80'],
    ['zh', { minor: 123456780, currency: 'CNY' }, '¥1,234,567.80'],
    ['en', { minor: 1500, currency: 'JPY' }, '¥1,500'],
  ] as const)('%s writes %o as %s', (language, amount, want) => {
    expect(plain(f.money(language, amount))).toBe(want)
  })
})

describe('days and times', () => {
  it('write a day without shifting it, whatever the viewer’s zone', () => {
    expect(f.day('en', '2026-11-21')).toBe('Nov 21, 2026')
    expect(f.day('zh', '2026-11-21')).toBe('2026年11月21日')
  })

  it('show what is not a date as it stands', () => {
    expect(f.day('en', 'soon')).toBe('soon')
  })

  it('show an instant in the site’s zone by 24 hours', () => {
    expect(f.dateTime('en', '2026-11-21T00:05:00Z', 'Asia/Shanghai')).toBe('Nov 21, 2026, 08:05')
    expect(f.dateTime('zh', '2026-11-21T00:05:00Z', 'Asia/Shanghai')).toBe('2026年11月21日 08:05')
    expect(f.time('en', '2026-11-21T16:00:00Z', 'Asia/Shanghai')).toBe('00:00')
  })

  it('tell the two 01:30 of an autumn night apart only by their instant', () => {
    expect(f.time('en', '2026-10-25T00:30:00Z', 'Europe/London')).toBe('01:30')
    expect(f.time('en', '2026-10-25T01:30:00Z', 'Europe/London')).toBe('01:30')
  })

  it('begin the week on Monday', () => {
    expect([1, 7].map((iso) => f.weekday('en', iso))).toEqual(['Mon', 'Sun'])
    expect(f.weekday('zh', 1)).toBe('周一')
  })

  it.each([
    [0, '00:00'],
    [1365, '22:45'],
    [1500, '01:00'],
    [-15, '23:45'],
  ])('write %d minutes after midnight as %s', (minutes, want) => {
    expect(f.wallTime(minutes)).toBe(want)
  })

  it.each([
    [185, '3:05'],
    [3727, '1:02:07'],
    [7.836, '0:08'],
    [-90, '−1:30'],
  ])('write %d seconds as %s', (seconds, want) => {
    expect(f.duration(seconds)).toBe(want)
  })

  it('say how long ago', () => {
    const now = new Date('2026-11-21T12:00:00Z')
    expect(f.relative('en', '2026-11-21T10:00:00Z', now)).toBe('2 hours ago')
    expect(f.relative('zh', '2026-11-20T12:00:00Z', now)).toBe('昨天')
  })
})

describe('lengths of time in words', () => {
  it.each([
    ['en', 20, '20 sec'],
    ['en', 90, '1.5 min'],
    ['en', 14400, '4 hr'],
    ['zh', 20, '20秒'],
    ['zh', 28800, '8小时'],
    ['en', 0, '0 sec'],
  ] as const)('%s writes %d seconds as %s', (language, seconds, want) => {
    expect(plain(f.span(language, seconds))).toBe(want)
  })
})

describe('file sizes', () => {
  it.each([
    [999, '999 bytes'],
    [1500, '1.5 kB'],
    [25_000_000, '25 MB'],
    [2_147_483_647, '2.1 GB'],
  ])('%d is %s', (value, want) => {
    expect(plain(f.bytes('en', value))).toBe(want)
  })
})

describe('lists', () => {
  it('are parted as the language does, and leave out what is not said', () => {
    expect(f.list('en', ['late', false, 'unpaid'])).toBe('late, unpaid')
    expect(f.list('zh', ['迟到', '未支付', ''])).toBe('迟到、未支付')
  })
})
