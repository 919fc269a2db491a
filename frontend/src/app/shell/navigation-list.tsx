import { Link } from '@tanstack/react-router'
import { useMe } from '@/api/session'
import { navigationOf } from '../navigation'
import { useShellStrings } from '../strings'
import classes from './shell.module.css'
import { SitePicker } from './site-picker'
import { LanguageSwitch, ThemeSwitch } from './switches'
import { usePhone } from './use-phone'

/** The screens, and on a phone what the header has no room for. */
export function NavigationPanel() {
  const phone = usePhone()
  return (
    <>
      {phone && (
        <div className={classes.narrow}>
          <SitePicker />
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      )}
      <NavigationList />
    </>
  )
}

/** Addresses under which other screens stand: they light up for themselves alone. */
const hasScreensBelow = new Set<string | undefined>(['/', '/vendors', '/me'])

/** The screens of the signed-in person, by job. */
function NavigationList() {
  const t = useShellStrings()
  const groups = navigationOf(useMe())
  return groups.map(({ job, items }) => (
    <div key={job}>
      {job !== 'start' && (
        <p className={classes.group} id={`navigation-${job}`}>
          {t(`groups.${job}`)}
        </p>
      )}
      <ul
        className={classes.list}
        aria-labelledby={job === 'start' ? undefined : `navigation-${job}`}
      >
        {items.map(({ to, label, icon: Icon }) => (
          <li key={label}>
            <Link
              to={to}
              className={classes.item}
              activeOptions={{ exact: hasScreensBelow.has(to), includeSearch: false }}
            >
              <Icon size={16} aria-hidden />
              {t(`screens.${label}`)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ))
}
