import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { ChangesList } from './changes-list'
import { GroupForm } from './group-form'
import { ProposalPanel } from './proposal-panel'
import type { CapacityPlan } from './queries'
import type { CapacityPlanSearch } from './route'
import { ScenariosForm } from './scenarios-form'
import { useCapacityStrings } from './strings'
import { TransfersForm } from './transfers-form'
import type { Draft } from './use-draft'
import { WhyDrawer } from './why-drawer'

interface Props {
  plan: CapacityPlan
  draft: Draft
  scenario: string
  search: CapacityPlanSearch
  mayPlan: boolean
  onShow: (change: Partial<CapacityPlanSearch>) => void
}

/** What slides in from the side over a plan: one thing at a time, as the address says. */
export function Drawers({ plan, draft, scenario, search, mayPlan, onShow }: Props) {
  const t = useCapacityStrings()
  const close = () => onShow({ panel: undefined, week: undefined })
  const at = (search.group ?? 1) - 1
  const group = draft.fields.groups[at]
  if (search.week !== undefined && search.week <= plan.weeks && plan.groups[at]) {
    return (
      <WhyDrawer
        plan={plan}
        scenario={scenario}
        group={at}
        week={search.week - 1}
        changed={draft.changed}
        onClose={close}
      />
    )
  }
  switch (search.panel) {
    case 'group':
      return group && mayPlan ? (
        <Side title={t('group.title', { name: group.name })} onClose={close}>
          <GroupForm key={at} plan={plan} draft={draft} at={at} group={group} onDone={close} />
        </Side>
      ) : null
    case 'transfers':
      return (
        <Side title={t('transfers.title')} onClose={close}>
          <TransfersForm draft={draft} mayPlan={mayPlan} onDone={close} />
        </Side>
      )
    case 'scenarios':
      return (
        <Side title={t('scenarios.title')} onClose={close}>
          <ScenariosForm draft={draft} mayPlan={mayPlan} onDone={close} />
        </Side>
      )
    case 'proposal':
      return (
        <Side title={t('proposal.title')} onClose={close}>
          <ProposalPanel
            plan={plan}
            draft={draft}
            scenario={scenario}
            mayPlan={mayPlan}
            onDone={close}
          />
        </Side>
      )
    case 'changes':
      return (
        <Side title={t('changes.title')} onClose={close}>
          <ChangesList plan={plan} />
        </Side>
      )
  }
  return null
}

function Side(props: { title: string; onClose: () => void; children: ReactNode }) {
  const t = useCapacityStrings()
  return (
    <Drawer
      opened
      onClose={props.onClose}
      position="right"
      size="xl"
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {props.children}
    </Drawer>
  )
}
