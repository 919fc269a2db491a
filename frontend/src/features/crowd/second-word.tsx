import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type AuthorityUse, secondUse } from '@/api/authority'
import { useCrowdAct } from '@/api/crowd'
import { useMe } from '@/api/session'
import { useSite } from '@/api/sites'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { useSubject } from './decisions-page'
import { isMoney, type Right } from './rights'
import { useCrowdStrings } from './strings'

/** A decision that waits, with the yes and the no of the second person. */
export function SecondWord({ use }: { use: AuthorityUse }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const me = useMe()
  const zone = useSite()?.zone ?? 'UTC'
  const subject = useSubject()
  const [why, setWhy] = useState('')
  const answer = useCrowdAct((yes: boolean) => secondUse(use.number, { yes, why }))
  const owner = !me.employerId
  return (
    <Stack gap={6} mb="sm">
      {answer.isError && <ErrorPanel error={answer.error} />}
      <Text>
        {subject(use.personId)} · {t(`rights.${use.right as Right}`)}
        {isMoney(use.right) && ` · ${format.money(use.amount)}`} · {use.contact} ·{' '}
        {format.dateTime(use.at, zone)}
      </Text>
      {use.askedBy === me.userId && <Text c="dimmed">{t('decide.own')}</Text>}
      {owner && use.askedBy !== me.userId && (
        <Group align="flex-end">
          <Button loading={answer.isPending} onClick={() => answer.mutate(true)}>
            {t('decide.agree')}
          </Button>
          <TextInput
            label={t('decide.why')}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={why.trim().length < 3}
            onClick={() => answer.mutate(false)}
          >
            {t('decide.refuse')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
