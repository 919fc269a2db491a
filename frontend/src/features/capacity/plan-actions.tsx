import { Button, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { BASE } from '@/api/client'
import { ChevronDown, Download, RefreshIcon } from '@/design/icons'
import { toast } from '@/parts/toast'
import { type CapacityPlan, useReadDemand } from './queries'
import type { CapacityPlanSearch } from './route'
import { useCapacityStrings } from './strings'
import type { Draft } from './use-draft'

interface Props {
  plan: CapacityPlan
  draft: Draft
  mayPlan: boolean
  onShow: (change: Partial<CapacityPlanSearch>) => void
}

/** What can be done with a plan as a whole. */
export function PlanActions({ plan, draft, mayPlan, onShow }: Props) {
  const t = useCapacityStrings()
  const read = useReadDemand()
  const reads = plan.groups.some(({ queueIds }) => (queueIds?.length ?? 0) > 0)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
            {t('download')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['csv', 'xlsx'] as const).map((ending) => (
            <Menu.Item
              key={ending}
              component="a"
              href={`${BASE}/capacity-plans/${plan.id}/export.${ending}`}
              leftSection={<Download size={14} aria-hidden />}
            >
              {t(ending)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => onShow({ panel: 'changes' })}>
        {t('changes.open')}
      </Button>
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link to="/capacity/$planId/compare" params={{ planId: plan.id }} {...props} />
        )}
      >
        {t('compare.open')}
      </Button>
      <Button variant="default" onClick={() => onShow({ panel: 'scenarios' })}>
        {t('scenarios.open')}
      </Button>
      {plan.groups.length > 1 && (
        <Button variant="default" onClick={() => onShow({ panel: 'transfers' })}>
          {t('transfers.open')}
        </Button>
      )}
      {mayPlan && reads && (
        <Button
          variant="default"
          leftSection={<RefreshIcon size={15} aria-hidden />}
          loading={read.isPending}
          disabled={draft.changed}
          title={draft.changed ? t('demand.save') : undefined}
          onClick={() =>
            read.mutate(plan, {
              onSuccess: () => toast.done(t('demand.done')),
              onError: (error) => toast.failed(error.message),
            })
          }
        >
          {t('demand.read')}
        </Button>
      )}
      <Button onClick={() => onShow({ panel: 'proposal' })}>{t('proposal.open')}</Button>
    </>
  )
}
