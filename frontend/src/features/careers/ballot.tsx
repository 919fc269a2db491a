import { Button, Checkbox, Group, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { today } from '@/features/me/days'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import classes from './careers.module.css'
import { castBallot, type OwnElection, useCareerChange } from './queries'
import { RefusalPanel } from './refusals/panel'
import { useCareerStrings } from './strings'
import { useNameOf } from './words'

/**
 * An election on one's own page: vote, that one has, or who was elected. Nobody may vote for
 * themselves (the server refuses such a ballot whole), so it does not offer it; who is the
 * only one proposed is told why there is nothing to choose.
 */
export function Ballot({ election, voter }: { election: OwnElection; voter: number }) {
  const t = useCareerStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  const [opened, setOpened] = useState(false)
  const others = election.candidates.filter(({ personId }) => personId !== voter)
  const over = election.closesOn < today(new Date())
  const open = election.state === 'open' && !over && !election.hasVoted
  const won = election.result?.places.filter(({ elected }) => elected).map(({ name }) => name)
  return (
    <div className={classes.finding}>
      <span>
        <b>{nameOf(election.award)}</b> · {format.month(election.month)}
        <Text size="sm" c="dimmed">
          {election.state === 'counted' && won && won.length > 0
            ? t('path.won', { name: won.join(', ') })
            : t(election.state === 'open' && over ? 'path.voteOver' : 'path.closes', {
                day: format.day(election.closesOn),
              })}
        </Text>
      </span>
      {election.hasVoted && <Status standing="ok">{t('path.voted')}</Status>}
      {open && others.length === 0 && <Text size="sm">{t('path.alone')}</Text>}
      {open && others.length > 0 && (
        <Button mih={44} onClick={() => setOpened(true)}>
          {t('path.vote')}
        </Button>
      )}
      {opened && <Paper election={election} others={others} onClose={() => setOpened(false)} />}
    </div>
  )
}

function Paper({
  election,
  others,
  onClose,
}: {
  election: OwnElection
  others: OwnElection['candidates']
  onClose: () => void
}) {
  const t = useCareerStrings()
  const shell = useShellStrings()
  const [given, setGiven] = useState<Record<number, number>>({})
  const cast = useCareerChange(castBallot)
  const chosen = others.filter(({ personId }) => (given[personId] ?? 0) > 0)
  const ids = chosen.map(({ personId }) => personId)
  const ballot = {
    approval: { approved: ids },
    ranked: { ranking: [...ids].sort((a, b) => (given[a] ?? 0) - (given[b] ?? 0)) },
    score: { points: ids.map((personId) => ({ personId, points: given[personId] ?? 0 })) },
  }[election.method]
  const submit = () =>
    cast.mutate(
      { id: election.id, ballot },
      {
        onSuccess: () => {
          toast.done(t('path.voted'))
          onClose()
        },
      },
    )
  const give = (person: number, value: number) => setGiven({ ...given, [person]: value })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('path.voteFor')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        <Text c="dimmed">{t('path.voteText')}</Text>
        {others.length < election.candidates.length && (
          <Text size="sm">{t('path.notYourself')}</Text>
        )}
        {cast.error && <RefusalPanel error={cast.error} />}
        {others.map(({ personId, name }) =>
          election.method === 'approval' ? (
            <Checkbox
              key={personId}
              size="md"
              label={name}
              checked={(given[personId] ?? 0) > 0}
              onChange={(event) => give(personId, event.currentTarget.checked ? 1 : 0)}
            />
          ) : (
            <NumberInput
              key={personId}
              label={name}
              min={0}
              max={election.method === 'score' ? 5 : others.length}
              value={given[personId] ?? 0}
              onChange={(value) => give(personId, Number(value) || 0)}
            />
          ),
        )}
        <Group justify="flex-end">
          <Button mih={44} disabled={ids.length === 0} loading={cast.isPending} onClick={submit}>
            {t('path.vote')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
