import { Button, Group, NumberInput, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, ifMatch } from '@/api/client'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import classes from '../board.module.css'
import type { Desk } from '../queries'
import { useCalmVersion } from '../use-desk'
import { inMinutes, limitText } from '../why/limit-words'
import { type Exception, exceptionsQuery } from './queries'
import { useExceptionStrings } from './strings'
import { useExceptionWords } from './words'

interface Props {
  rosterId: number
  desk: Desk
  zone: string
}

/** What was granted in a roster beyond agreements; nothing where nothing was. */
export function Exceptions({ rosterId, desk, zone }: Props) {
  const t = useExceptionStrings()
  const version = useCalmVersion(desk)
  const { data = [] } = useQuery(exceptionsQuery(rosterId, version))
  const [roster, workforce] = [useMay('rosters:manage'), useMay('workforce:manage')]
  if (data.length === 0) return null
  return (
    <>
      <Title order={3} mt="md">
        {t('title')}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {t('text')}
      </Text>
      {data.map((one) => (
        <Line
          key={one.id}
          exception={one}
          rosterId={rosterId}
          version={version}
          desk={desk}
          zone={zone}
          may={roster && workforce}
        />
      ))}
    </>
  )
}

interface LineProps extends Props {
  exception: Exception
  version: number
  may: boolean
}

function Line({ exception, rosterId, version, desk, zone, may }: LineProps) {
  const t = useExceptionStrings()
  const format = useFormat()
  const client = useQueryClient()
  const what = useExceptionWords(desk)(exception)
  const [editing, setEditing] = useState(false)
  const take = useMutation({
    mutationFn: () => {
      const path = { id: rosterId, exception: exception.id }
      return api.DELETE('/rosters/{id}/exceptions/{exception}', {
        params: { path, header: ifMatch(version) },
      })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['rosters', rosterId] }),
  })
  const who = exception.actorName || '–'
  return (
    <section className={classes.issue}>
      <Text size="sm">{what}</Text>
      {exception.reason && <Text size="sm">{exception.reason}</Text>}
      <Text size="xs" c="dimmed">
        {t('by', { who, when: format.dateTime(exception.at, zone) })}
      </Text>
      {take.isError && <ErrorPanel error={take.error} />}
      {editing ? (
        <Edit
          exception={exception}
          rosterId={rosterId}
          version={version}
          onEnd={() => setEditing(false)}
        />
      ) : (
        may && (
          <Group gap={6} mt={4}>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('editNamed', { what })}
              onClick={() => setEditing(true)}
            >
              {t('edit')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('removeNamed', { what })}
              loading={take.isPending}
              onClick={() => take.mutate()}
            >
              {t('remove')}
            </Button>
          </Group>
        )
      )}
    </section>
  )
}

interface EditProps {
  exception: Exception
  rosterId: number
  version: number
  onEnd: () => void
}

/** Another limit, or another reason; hours beyond availability keep their hours. */
function Edit({ exception, rosterId, version, onEnd }: EditProps) {
  const t = useExceptionStrings()
  const client = useQueryClient()
  const unit = inMinutes(exception.rule) ? 60 : 1
  const [limit, setLimit] = useState<number | string>(exception.limit / unit)
  const [reason, setReason] = useState(exception.reason)
  const save = useMutation({
    mutationFn: () => {
      const { personId, rule, subject, from, day } = exception
      const to = day ? exception.limit : Math.round(Number(limit) * unit)
      return api.POST('/rosters/{id}/exceptions', {
        params: { path: { id: rosterId }, header: ifMatch(version) },
        body: { exceptions: [{ personId, rule, subject, from, limit: to, day }], reason },
      })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['rosters', rosterId] })
      onEnd()
    },
  })
  return (
    <>
      {!exception.day && (
        <NumberInput
          label={t('limit', { from: limitText(exception.rule, exception.from) })}
          suffix={unit === 60 ? ' h' : undefined}
          min={0}
          value={limit}
          onChange={setLimit}
          size="xs"
        />
      )}
      <TextInput
        label={t('reason')}
        maxLength={500}
        size="xs"
        mt={4}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {save.isError && <ErrorPanel error={save.error} />}
      <Group gap={6} mt={6}>
        <Button
          size="compact-xs"
          loading={save.isPending}
          disabled={limit === ''}
          onClick={() => save.mutate()}
        >
          {t('save')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onEnd}>
          {t('cancel')}
        </Button>
      </Group>
    </>
  )
}
