import { Button, Drawer, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { SubmitOrder } from '@/app/jobs/ordered'
import { useShellStrings } from '@/app/strings'
import { Plus } from '@/design/icons'
import { type Lesson, LessonFields, learnable, lessonOf } from './lesson-fields'
import type { NetOrder, NetReport } from './queries'
import { useNetStrings } from './strings'
import { useOrder } from './use-order'

interface Props {
  report: NetReport
  opened: boolean
  onClose: () => void
  /** What the first training begins with. */
  group: string | undefined
  queue: number | undefined
}

/** What if some people of a group learnt another queue? Plays the same contacts before and after. */
export function TrainDrawer({ opened, onClose, ...rest }: Props) {
  const t = useNetStrings()
  const shell = useShellStrings()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('training.title')}
      size="md"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {opened && <TrainForm {...rest} />}
    </Drawer>
  )
}

function TrainForm({ report, group, queue }: Pick<Props, 'report' | 'group' | 'queue'>) {
  const t = useNetStrings()
  const [lessons, setLessons] = useState<readonly Lesson[]>([lessonOf(0, report, group, queue)])
  const order = useOrder(orderOf(report, lessons))
  const change = (key: number, next: Partial<Lesson>) =>
    setLessons(lessons.map((one) => (one.key === key ? { ...one, ...next } : one)))
  const taught = report.groups.some((one) => learnable(report, one.name).length > 0)
  if (!taught) return <Text c="dimmed">{t('skills.none')}</Text>
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('training.text')}</Text>
      {lessons.map((lesson, i) => (
        <LessonFields
          key={lesson.key}
          number={i + 1}
          report={report}
          lesson={lesson}
          onChange={(next) => change(lesson.key, next)}
          onRemove={
            lessons.length > 1
              ? () => setLessons(lessons.filter(({ key }) => key !== lesson.key))
              : undefined
          }
        />
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => setLessons([...lessons, lessonOf((lessons.at(-1)?.key ?? 0) + 1, report)])}
        >
          {t('training.add')}
        </Button>
      </div>
      <SubmitOrder
        order={order}
        disabled={lessons.some(({ queue: learns, people }) => !learns || !(Number(people) > 0))}
        label={t('training.submit')}
      />
    </Stack>
  )
}

/** The same question with trainings: requirements, days, people and effort as they were. */
function orderOf(report: NetReport, lessons: readonly Lesson[]): NetOrder {
  const { requirementIds, rosterId, weeklyHours, replications, seed } = report.order
  return {
    mode: 'training',
    requirementIds,
    from: report.from,
    days: report.days,
    rosterId,
    weeklyHours,
    replications,
    seed,
    trainings: lessons.map(({ group, queue, people, first, handle }) => ({
      group,
      queueId: Number(queue ?? 0),
      people: Number(people) || 0,
      level: first ? 1 : undefined,
      handle: Number(handle) > 0 && Number(handle) !== 100 ? Number(handle) / 100 : undefined,
    })),
  }
}
