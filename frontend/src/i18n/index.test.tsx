import { act, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { defineStrings, setLanguage, useLanguage } from '.'
import { languageOf, tagOf } from './language'

const en = {
  hello: 'Hello {{name}}',
  rows_one: '{{count}} row',
  rows_other: '{{count}} rows',
  deep: { leaf: 'Leaf' },
} as const
const useT = defineStrings('test', en, {
  hello: '你好，{{name}}',
  rows_other: '{{count}} 行',
  deep: { leaf: '叶' },
})

function Sample() {
  const t = useT()
  return (
    <p>
      {useLanguage()}|{t('hello', { name: '<Ann>' })}|{t('rows', { count: 1 })}|
      {t('rows', { count: 2 })}|{t('deep.leaf')}
    </p>
  )
}

describe('strings of a feature', () => {
  it('fill placeholders as they are and choose the plural', () => {
    setLanguage('en')
    render(<Sample />)
    expect(screen.getByText('en|Hello <Ann>|1 row|2 rows|Leaf')).toBeVisible()
  })

  it('change on screen with the language, without a reload, and tell the page', () => {
    setLanguage('en')
    render(<Sample />)
    act(() => setLanguage('zh'))
    expect(screen.getByText('zh|你好，<Ann>|1 行|2 行|叶')).toBeVisible()
    expect(document.documentElement.lang).toBe('zh-CN')
    act(() => setLanguage('en'))
    expect(document.documentElement.lang).toBe('en')
  })

  it('are held to their keys and placeholders by the type check', () => {
    const check = (t: ReturnType<typeof useT>) => {
      // @ts-expect-error an unknown key
      t('nothing')
      // @ts-expect-error a placeholder left unfilled
      t('hello')
      // @ts-expect-error a value under a wrong name
      t('hello', { nam: 'Ann' })
      // @ts-expect-error a plural needs its count
      t('rows')
      // @ts-expect-error Chinese lacks a key
      defineStrings('broken', en, { hello: '', rows_other: '' })
    }
    expect(check).toBeTypeOf('function')
  })
})

describe('language tags', () => {
  it.each([
    ['zh', 'zh'],
    ['zh-CN', 'zh'],
    ['ZH-hans', 'zh'],
    ['en-GB', 'en'],
    ['de', 'en'],
    [null, 'en'],
  ])('%s is shown as %s', (tag, want) => {
    expect(languageOf(tag)).toBe(want)
  })

  it('become BCP 47 again', () => {
    expect([tagOf('zh'), tagOf('en')]).toEqual(['zh-CN', 'en'])
  })
})
