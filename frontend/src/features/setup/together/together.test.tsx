import { renderHook, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { i18n } from '@/i18n'
import { lastBody, openApp } from '@/testing/render'
import { useSentence } from './sentence'
import { newRule, PRESETS, type RuleValues, ruleFields, ruleValues } from './values'

const NAMES = {
  team: (id: number) => `team ${id}`,
  skill: (id: number) => `skill ${id}`,
  person: (id: number) => `person ${id}`,
}

const say = (rule: RuleValues) => renderHook(() => useSentence(NAMES)).result.current(rule)

describe('the plain sentence of a rule about who works together', () => {
  afterEach(() => i18n.changeLanguage('en'))

  it('names people, hours and numbers', () => {
    expect(say(newRule('alone', 'x'))).toBe(
      'While anybody works from 22:00 to 06:00, at least 2 of all people work.',
    )
    const mentor = newRule('mentor', 'x')
    mentor.while.people = ['7']
    mentor.count.skills = ['3']
    mentor.count.minLevel = 4
    expect(say({ ...mentor, each: 2 })).toBe(
      'For every 2 of person 7 at work, at least 1 of skill 3 from level 4 work.',
    )
    expect(say({ ...newRule('apart', 'x'), weekdays: [6] })).toContain('at most 1')
  })

  it('waits for a number', () => {
    expect(say({ ...newRule('mix', 'x'), min: '' })).toBe('')
  })

  it.each(['en', 'zh'])('leaves no gap in any preset: %s', async (language) => {
    await i18n.changeLanguage(language)
    for (const preset of PRESETS) {
      const text = say({ ...newRule(preset, 'x'), weekdays: [1], each: 2 })
      expect(text).not.toBe('')
      expect(text).not.toMatch(/[{}]|undefined/)
    }
  })
})

describe('the values of a rule', () => {
  it('come back from the server as they went', () => {
    const rule = newRule('supervisor', 'Supervisor')
    rule.count.teams = ['2']
    rule.weekdays = [1, 7]
    rule.max = 0
    expect(ruleValues(ruleFields(rule))).toEqual(rule)
  })
})

describe('the rules of a site', () => {
  it('are added from a preset and saved whole, of their version', async () => {
    const { user, requests } = await openApp('/setup/teams', {
      handlers: {
        'GET /sites/1/team-rules': () => ({ version: 2, rules: [], reaches: [] }),
        'PUT /sites/1/team-rules': async (request) => ({
          version: 3,
          rules: (await request.json()).rules,
          reaches: [{ while: 12, count: 12 }],
        }),
      },
    })
    const group = await screen.findByRole('group', { name: 'Who works together: Chengdu' })
    await screen.findByText('No rules yet.')
    await user.click(screen.getByRole('button', { name: 'Add a rule' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Nobody alone by night' }))
    expect(group).toHaveTextContent('from 22:00 to 06:00, at least 2')
    await user.click(screen.getByRole('button', { name: 'Save the rules' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'PUT', '/sites/1/team-rules')).toMatchObject({
        rules: [{ name: 'Nobody alone by night', min: 2, from: '22:00', to: '06:00' }],
      }),
    )
    const put = requests.find(({ method }) => method === 'PUT')
    expect(put?.headers.get('If-Match')).toBe('"2"')
    expect(await screen.findByText(/it is about 12 and counts 12 people/)).toBeVisible()
  })
})
