import { Box, Button, List, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { useMay } from '@/api/session'
import { agreements } from '@/api/workforce'
import { ErrorPanel } from '@/parts/error-panel'
import { Status } from '@/parts/status'
import { useRosterStrings } from '../strings'
import { Blocked } from '../why'
import { useWhyStrings } from '../why/strings'
import type { ConflictGroup } from './conflict-groups'
import { agreed, withoutRules } from './without-rules'

interface Props {
  rosterId: number
  group: ConflictGroup
}

/** Rules that cannot hold together, how many people they keep, and a trial without them. */
export function Conflict({ rosterId, group }: Props) {
  const t = useRosterStrings()
  const why = useWhyStrings()
  const may = useMay('rosters:manage')
  const { agreement, rules, reliefs, people } = group
  const free = agreed(rules)
  const attempt = useTrial(rosterId, agreement, free)
  return (
    <List.Item>
      <Text size="sm" fw={600}>
        {t('build.kept', { count: people.length })} {agreement && `(${agreement})`}
      </Text>
      {rules.length === 0 ? (
        <Text size="sm">{why('contract.none')}</Text>
      ) : (
        <Blocked rules={rules} reliefs={reliefs} />
      )}
      <details>
        <summary>{t('build.names')}</summary>
        {people.map(({ personName }) => personName).join(t('build.comma'))}
      </details>
      {may && free.length > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          mt={4}
          loading={attempt.isPending}
          onClick={() => attempt.mutate()}
        >
          {t('build.tryWithout')}
        </Button>
      )}
      {attempt.isError && <ErrorPanel error={attempt.error} />}
      {attempt.data !== undefined && (
        <Box my={4}>
          <Status standing={attempt.data === 0 ? 'ok' : 'warn'}>
            {outcome(t, attempt.data, agreement)}
          </Status>
        </Box>
      )}
    </List.Item>
  )
}

// A trial names no more people than this.
const NAMED = 20

function outcome(t: ReturnType<typeof useRosterStrings>, kept: number, agreement: string): string {
  if (kept === 0) return t('build.freed', { agreement })
  return kept < NAMED
    ? t('build.stillKept', { count: kept })
    : t('build.stillMany', { count: kept })
}

/** Tries the agreement on the roster without some rules; says how many people are kept still. */
function useTrial(rosterId: number, code: string, rules: readonly string[]) {
  return useMutation({
    mutationFn: async () => {
      const known = await agreements.list()
      // people under earlier terms have an agreement named "CODE from DAY, …" here
      const own = known.find((one) => code === one.code || code.startsWith(`${one.code} from `))
      if (!own) return undefined
      const trial = body(
        await api.POST('/agreements/{id}/trial', {
          params: { path: { id: own.id }, query: { rosterId } },
          body: {
            ...{ code: own.code, name: own.name, validFrom: own.validFrom },
            ...{ rules: withoutRules(own.rules, rules), templates: own.templates },
          },
        }),
      )
      return trial.impossible.length
    },
  })
}
