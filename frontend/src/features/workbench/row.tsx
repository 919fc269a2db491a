import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './workbench.module.css'

interface Props<Role extends string> {
  name: string
  /** What the choice is called for those who do not see the row. */
  roleName?: string
  role?: Role
  roles?: readonly { value: Role; label: string }[]
  onRole?: (role: Role) => void
  /** The number, as a field where it is given and as a text where it comes out. */
  children: ReactNode
  error?: string
}

/** A quantity: its name, the part it plays, its number. */
export function Row<Role extends string>(props: Props<Role>) {
  const { name, roleName, role, roles, onRole, children, error } = props
  return (
    <div className={classes.row} data-found={role === 'find' || undefined}>
      <span className={classes.name}>{name}</span>
      {roles && (
        <NativeSelect
          aria-label={roleName}
          size="xs"
          value={role}
          data={[...roles]}
          onChange={(event) => onRole?.(event.currentTarget.value as Role)}
        />
      )}
      <div className={roles ? classes.value : classes.wide}>{children}</div>
      {error && (
        <p className={classes.problem} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
