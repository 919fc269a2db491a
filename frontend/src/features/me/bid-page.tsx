import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type LineChoice, type OwnBid, ownBidQuery, rankLines } from '@/api/own-bids'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { BidLine } from './bid-line'
import { ChoiceList } from './choice-list'
import { useMeStrings } from './strings'

const route = getRouteApi('/shell/me/bids/$bidId')

/** One's own ranking of the lines of a bid. Made for a phone. */
export function MyBidPage() {
  const t = useMeStrings()
  const { bidId } = route.useParams()
  const query = useQuery(ownBidQuery(bidId))
  return (
    <Page
      title={query.data?.name ?? t('bids.title')}
      trail={[
        <Link key="me" to="/me">
          {t('title')}
        </Link>,
      ]}
    >
      <Loaded query={query}>{(bid) => <Ranking key={bid.id} bid={bid} />}</Loaded>
    </Page>
  )
}

function Ranking({ bid }: { bid: OwnBid }) {
  const t = useMeStrings()
  const format = useFormat()
  const [choices, setChoices] = useState<readonly LineChoice[]>(bid.choices)
  const open = bid.state === 'open'
  const save = useRank(bid.id)
  const chosen = new Set(choices.map(({ line }) => line))
  const add = (line: number) =>
    setChoices([...choices, bid.rule === 'points' ? { line, points: 1 } : { line }])
  return (
    <Stack gap="md" maw={560}>
      <Text>
        {t(`bids.states.${bid.state}`, {
          opens: format.dateTime(bid.opensAt, bid.zone),
          closes: format.dateTime(bid.closesAt, bid.zone),
        })}
      </Text>
      <Text c="dimmed">{t(`bids.rules.${bid.rule}`)}</Text>
      {bid.award && (
        <Text fw={600}>
          {bid.award.line ? t('bids.got', { line: bid.award.line }) : t('bids.gotNone')}
        </Text>
      )}
      {bid.award?.missed.map(({ line, taken }) => (
        <Text key={line} size="sm">
          {t(taken ? 'bids.missedTaken' : 'bids.missedBarred', { line })}
        </Text>
      ))}
      <Panel title={t('bids.choices')}>
        <ChoiceList bid={bid} choices={choices} onChange={open ? setChoices : undefined} />
        {open && (
          <Group mt="sm">
            <Button size="md" loading={save.isPending} onClick={() => save.mutate([...choices])}>
              {t('bids.save')}
            </Button>
          </Group>
        )}
        {save.error && <ErrorPanel error={save.error} />}
      </Panel>
      <Panel title={t('bids.lines')}>
        <Stack gap="sm">
          {bid.offered.map((line) => (
            <BidLine
              key={line.line}
              line={line}
              from={bid.from}
              days={bid.days}
              onChoose={
                open && !chosen.has(line.line) && line.broken.length === 0 ? add : undefined
              }
            />
          ))}
        </Stack>
      </Panel>
    </Stack>
  )
}

function useRank(id: number) {
  const t = useMeStrings()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (choices: LineChoice[]) => rankLines(id, choices),
    onSuccess: (bid) => {
      client.setQueryData(ownBidQuery(id).queryKey, bid)
      toast.done(t('bids.saved'))
    },
  })
}
