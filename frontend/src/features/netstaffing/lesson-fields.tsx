import { ActionIcon, Fieldset, NumberInput, Select, SimpleGrid } from '@mantine/core'
import { DeleteIcon } from '@/design/icons'
import { useFormat } from '@/format'
import type { NetReport } from './queries'
import { useNetStrings } from './strings'

/** One training as the form holds it. */
export interface Lesson {
  readonly key: number
  readonly group: string
  readonly queue: string | null
  readonly people: number | string
  /** Like their first choice, not after all others. */
  readonly first: boolean
  /** Handle time over the queue's own, per cent. */
  readonly handle: number | string
}

/** The queues that a group cannot handle yet. */
export function learnable({ groups, queues }: NetReport, group: string) {
  const known = groups.find(({ name }) => name === group)?.skills ?? []
  return queues.filter(({ queueId }) => !known.some((one) => one.queueId === queueId))
}

const USUAL_PEOPLE = 5

/** A training to begin with: as asked, or of the first group that has something to learn. */
export function lessonOf(key: number, report: NetReport, group?: string, queue?: number): Lesson {
  const able = report.groups.filter(({ name }) => learnable(report, name).length > 0)
  const chosen = able.find(({ name }) => name === group) ?? able[0]
  const learns = queue ?? learnable(report, chosen?.name ?? '')[0]?.queueId
  return {
    key,
    group: chosen?.name ?? '',
    queue: learns === undefined ? null : String(learns),
    people: Math.max(1, Math.min(USUAL_PEOPLE, Math.floor(chosen?.people ?? USUAL_PEOPLE))),
    first: false,
    handle: 100,
  }
}

interface Props {
  number: number
  report: NetReport
  lesson: Lesson
  onChange: (next: Partial<Lesson>) => void
  onRemove: (() => void) | undefined
}

/** Who learns what, how many of them, and how well. */
export function LessonFields({ number, report, lesson, onChange, onRemove }: Props) {
  const t = useNetStrings()
  const format = useFormat()
  const able = report.groups.filter(({ name }) => learnable(report, name).length > 0)
  const most = able.find(({ name }) => name === lesson.group)?.people
  return (
    <Fieldset legend={t('training.row', { number })} p="sm">
      <Select
        label={t('training.group')}
        value={lesson.group}
        allowDeselect={false}
        searchable
        data={able.map(({ name, people }) => ({
          value: name,
          label: `${name} (${format.number(people, 1)})`,
        }))}
        onChange={(group) => {
          const queue = learnable(report, group ?? '')[0]?.queueId
          onChange({ group: group ?? '', queue: queue === undefined ? null : String(queue) })
        }}
      />
      <Select
        mt="xs"
        label={t('training.queue')}
        value={lesson.queue}
        allowDeselect={false}
        searchable
        data={learnable(report, lesson.group).map(({ queueId, name }) => ({
          value: String(queueId),
          label: name,
        }))}
        onChange={(queue) => onChange({ queue })}
      />
      <SimpleGrid cols={2} spacing="sm" mt="xs">
        <NumberInput
          label={t('training.people')}
          min={1}
          max={most}
          value={lesson.people}
          onChange={(people) => onChange({ people })}
        />
        <NumberInput
          label={t('training.handle')}
          suffix=" %"
          min={10}
          max={500}
          value={lesson.handle}
          onChange={(handle) => onChange({ handle })}
        />
      </SimpleGrid>
      <Select
        mt="xs"
        label={t('training.level')}
        value={lesson.first ? 'first' : 'last'}
        allowDeselect={false}
        data={[
          { value: 'last', label: t('training.levels.last') },
          { value: 'first', label: t('training.levels.first') },
        ]}
        onChange={(value) => onChange({ first: value === 'first' })}
      />
      {onRemove && (
        <ActionIcon
          mt="xs"
          variant="subtle"
          aria-label={t('training.remove', { number })}
          onClick={onRemove}
        >
          <DeleteIcon size={16} aria-hidden />
        </ActionIcon>
      )}
    </Fieldset>
  )
}
