import { Text } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { Answers, type Given } from '../answers'
import { useItemText } from '../sheet'
import { type Draft, fieldsOf, worked } from './sheet'
import { useFormStrings } from './strings'

/** The draft as a grader would meet it, with the score that follows. */
export function Preview({ draft }: { draft: Draft }) {
  const t = useFormStrings()
  const format = useFormat()
  const text = useItemText()
  const [answers, setAnswers] = useState<Given>({})
  const form = fieldsOf(draft)
  const given: Given = Object.fromEntries(
    form.items.map(({ key, best }) => {
      const answer = answers[key] ?? { item: key, grade: best, without: false }
      return [key, { ...answer, grade: Math.min(answer.grade, best) }]
    }),
  )
  const score = worked(form, given)
  return (
    <Panel title={t('preview')}>
      <Text c="dimmed" size="sm" mb="sm">
        {t('previewText')}
      </Text>
      <div role="status">
        <Text fw={600}>
          {score.none ? t('noScore') : t('score', { points: format.number(score.points, 1) })}{' '}
          <Status standing={score.passed ? 'ok' : 'bad'}>
            {t(score.passed ? 'passes' : 'fails')}
          </Status>
        </Text>
        {score.critical.length > 0 && (
          <Text>{t('criticals', { items: score.critical.map(text).join(' · ') })}</Text>
        )}
        {score.fatal && <Text>{t('takesAll')}</Text>}
      </div>
      <Answers
        form={form}
        given={given}
        onAnswer={(answer) => setAnswers((old) => ({ ...old, [answer.item]: answer }))}
      />
    </Panel>
  )
}
