import { useMediaQuery } from '@mantine/hooks'

/** Whether the window is as narrow as a phone: the same width at which the styles turn. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
}
