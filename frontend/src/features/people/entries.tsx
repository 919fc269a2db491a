import { useState } from 'react'
import type { Entity } from '@/api/resource'
import { Panel } from '@/parts/panel'
import type { Register } from '@/parts/register/register'
import { type Editing, RegisterList } from '@/parts/register/register-list'

interface Props<E extends Entity, F, V extends object> {
  register: Register<E, F, V>
  title: string
  empty: string
}

/** What takes or ties a person's time, as a part of the person's page. */
export function Entries<E extends Entity, F, V extends object>(props: Props<E, F, V>) {
  const [editing, setEditing] = useState<Editing>()
  return (
    <Panel title={props.title}>
      <RegisterList {...props} compact editing={editing} onEdit={setEditing} />
    </Panel>
  )
}
