import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { Agreed } from './agreed'
import { useReasonName, VoiceFrame } from './frame'
import { GOAL_OF, ownerOf } from './owners'
import { type Reason, reasonsQuery, type Terms, termsQuery } from './queries'
import { useVoiceStrings } from './strings'

const route = getRouteApi('/shell/vendors/voice/reasons')
const ReasonDrawer = lazily(async () => (await import('./reason-drawer')).ReasonDrawer)

/** The tree of reasons with who answers for each, and the clocks that departments keep. */
export function ReasonsPage() {
  const t = useVoiceStrings()
  const { edit } = route.useSearch()
  const navigate = route.useNavigate()
  const may = useMay('vendors:manage')
  const reasons = useQuery(reasonsQuery)
  const terms = useQuery(termsQuery)
  const show = (id: number | undefined) => void navigate({ search: { edit: id } })
  const tree = reasons.data ?? []
  const opened = edit === undefined ? undefined : tree.find(({ id }) => id === edit)
  return (
    <VoiceFrame>
      <Text c="dimmed" mb="md" maw={860}>
        {t('treeText')}
      </Text>
      <Loaded query={terms}>
        {(agreed) => (
          <>
            <Panel
              title={t('reasons')}
              actions={may && <Button onClick={() => show(0)}>{t('newReason')}</Button>}
            >
              <Loaded query={reasons}>
                {(list) =>
                  list.length === 0 ? (
                    <Empty title={t('noReasons')} />
                  ) : (
                    <Tree reasons={list} terms={agreed} may={may} onEdit={show} />
                  )
                }
              </Loaded>
            </Panel>
            <Agreed key={agreed.version} terms={agreed} may={may} />
            {may && edit !== undefined && reasons.isSuccess && (edit === 0 || opened) && (
              <ReasonDrawer
                key={edit}
                reason={opened}
                tree={tree}
                terms={agreed}
                onClose={() => show(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
    </VoiceFrame>
  )
}

interface TreeProps {
  reasons: readonly Reason[]
  terms: Terms
  may: boolean
  onEdit: (id: number) => void
}

function Tree({ reasons, terms, may, onEdit }: TreeProps) {
  const t = useVoiceStrings()
  const format = useFormat()
  const name = useReasonName()
  const columns: Column<Reason>[] = [
    {
      key: 'reason',
      header: t('reason'),
      names: true,
      cell: (one) => (
        <span style={{ paddingInlineStart: 16 * depthOf(reasons, one) }}>{name(one)}</span>
      ),
    },
    { key: 'code', header: t('code'), cell: ({ code }) => code },
    {
      key: 'goal',
      header: t('goal'),
      cell: ({ driver }) => t(`goalShort.${GOAL_OF[driver]}`),
    },
    { key: 'driver', header: t('driver'), cell: ({ driver }) => t(`drivers.${driver}`) },
    {
      key: 'department',
      header: t('department'),
      cell: ({ id }) => ownerOf(terms.departments, reasons, id) ?? t('nobody'),
    },
    {
      key: 'words',
      header: t('terms'),
      cell: ({ words }) => (words.length > 0 ? format.list(words) : '–'),
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ retired }) => (
        <Status standing={retired ? 'info' : 'ok'}>{t(retired ? 'retired' : 'inUse')}</Status>
      ),
    },
    ...(may
      ? [
          {
            key: 'edit',
            header: t('changing'),
            cell: (one: Reason) => (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('editOf', { name: name(one) })}
                onClick={() => onEdit(one.id)}
              >
                {t('edit')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return <DataTable label={t('reasons')} columns={columns} rows={reasons} rowKey={({ id }) => id} />
}

/** How many reasons stand above one. */
function depthOf(reasons: readonly Reason[], one: Reason): number {
  let depth = 0
  let above: number = one.parentId
  while (above !== 0 && depth < reasons.length) {
    depth++
    above = reasons.find(({ id }) => id === above)?.parentId ?? 0
  }
  return depth
}
