import { Button, Group, Select, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ClockField } from '@/parts/inputs/clock'
import { Loaded } from '@/parts/loaded'
import type { Cell } from '../model/types'
import type { Desk } from '../queries'
import { useCalmVersion } from '../use-desk'
import { Answer } from './answer'
import { type Supposition, supposedQuery } from './queries'
import { useWhyStrings } from './strings'

interface Props {
  rosterId: number
  desk: Desk
  cell: Cell
  may: boolean
}

type Question = 'off' | 'work' | 'late' | 'template'

/** A question about one person's day, with its answer and a button that makes it so. */
export function Ask({ rosterId, desk, cell, may }: Props) {
  const t = useWhyStrings()
  const { sheet } = desk
  const person = sheet.people[cell.person]
  const works = sheet.shift(cell.person, cell.day) !== undefined
  const [question, setQuestion] = useState<Question>(works ? 'off' : 'work')
  const [from, setFrom] = useState('12:00')
  const [to, setTo] = useState('16:00')
  const templates = (person?.templates ?? []).map((at) => sheet.grid.templates[at])
  const [template, setTemplate] = useState(templates[0]?.code ?? '')
  const [asked, setAsked] = useState<Supposition>()
  const version = useCalmVersion(desk)
  const query = useQuery({
    ...supposedQuery(rosterId, version, asked ?? { personId: 0, day: '' }),
    enabled: asked !== undefined,
  })
  if (!person) return null
  const ask = () => {
    const about = { personId: person.id, day: sheet.grid.days[cell.day] ?? '' }
    if (question === 'off') setAsked({ ...about, off: true })
    if (question === 'work') setAsked(about)
    if (question === 'template') setAsked({ ...about, template })
    if (question === 'late')
      setAsked({ ...about, startFromMin: minutes(from), startToMin: minutes(to) })
  }
  return (
    <>
      <Title order={3} mt="md">
        {t('ask.title')}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask()
        }}
      >
        <Select
          label={t('ask.question', { name: person.name })}
          data={(['off', 'work', 'late', 'template'] as const).map((value) => ({
            value,
            label: t(`ask.${value}`),
          }))}
          value={question}
          onChange={(value) => value && setQuestion(value)}
          allowDeselect={false}
        />
        {question === 'late' && (
          <Group grow mt={6}>
            <ClockField label={t('ask.from')} value={from} onChange={(at) => setFrom(at ?? '')} />
            <ClockField label={t('ask.to')} value={to} onChange={(at) => setTo(at ?? '')} />
          </Group>
        )}
        {question === 'template' && (
          <Select
            label={t('ask.shift')}
            data={templates.flatMap((one) =>
              one ? [{ value: one.code, label: `${one.letter} ${one.name}` }] : [],
            )}
            value={template}
            onChange={(code) => code && setTemplate(code)}
            allowDeselect={false}
            mt={6}
          />
        )}
        <Button type="submit" size="xs" variant="default" mt="xs" mb={6} loading={query.isFetching}>
          {t('ask.go')}
        </Button>
      </form>
      {asked && (
        <section aria-live="polite">
          <Loaded query={query}>
            {(answer) => <Answer answer={answer} desk={desk} name={person.name} may={may} />}
          </Loaded>
        </section>
      )}
    </>
  )
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number)
  return hours * 60 + rest
}
