import {
  type CSSVariablesResolver,
  createTheme,
  type DrawerProps,
  type InputWrapperProps,
  type MantineColorsTuple,
  type MenuProps,
  type ModalProps,
  type NumberInputProps,
  type PaperProps,
  type SelectProps,
  type TooltipProps,
} from '@mantine/core'

// The library's own tuples fail WCAG AA (white on its blue is 3.55:1), so every
// colour that carries text is ours, with its dark end at index 7.
const blue: MantineColorsTuple = [
  '#edf3fb',
  '#dbe7f8',
  '#b7cff0',
  '#8ab4f0',
  '#6499e2',
  '#4682d4',
  '#2f6fca',
  '#1f5aae',
  '#194a90',
  '#163f7c',
]
const gray: MantineColorsTuple = [
  '#f5f7f9',
  '#eef2f6',
  '#e6eaee',
  '#dde2e7',
  '#c3cbd3',
  '#8a949e',
  '#59636e',
  '#434c55',
  '#2d353d',
  '#1b2229',
]
const dark: MantineColorsTuple = [
  '#e6eaee',
  '#c9d1d9',
  '#a3aeb9',
  '#78838e',
  '#2d353d',
  '#262d35',
  '#1c2127',
  '#14181c',
  '#0f1316',
  '#0a0d10',
]
const red: MantineColorsTuple = [
  '#fdf0ee',
  '#fbdad2',
  '#f7bfb3',
  '#ff9c8f',
  '#ea6d5e',
  '#d8463a',
  '#c5372b',
  '#b3261e',
  '#941e18',
  '#7a1e0c',
]

const SANS =
  'system-ui, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

// A component's own `extend` would bring its code, and with it menus, dialogs and
// number fields, into the first load of every screen.
function defaults<P>(defaultProps: Partial<P>) {
  return { defaultProps }
}

/** The look of Muster: ui.md §5 in the component library's words. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { blue, gray, dark, red },
  fontFamily: SANS,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  headings: { fontFamily: SANS, fontWeight: '600' },
  cursorType: 'pointer',
  components: {
    Paper: defaults<PaperProps>({ radius: 'md' }),
    // hints below the field, so that fields side by side line up
    InputWrapper: defaults<InputWrapperProps>({
      inputWrapperOrder: ['label', 'input', 'description', 'error'],
    }),
    Tooltip: defaults<TooltipProps>({ openDelay: 400, withArrow: true }),
    // a menu whose button scrolls away closes by the next click anyway
    Menu: defaults<MenuProps>({ hideDetached: false }),
    Modal: defaults<ModalProps>({ centered: true }),
    Drawer: defaults<DrawerProps>({ position: 'right', size: 'lg' }),
    Select: defaults<SelectProps>({ checkIconPosition: 'right' }),
    NumberInput: defaults<NumberInputProps>({ hideControls: true }),
  },
})

const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-error': 'var(--error)',
  '--mantine-color-anchor': 'var(--primary-text)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-blue-light': 'var(--primary-soft)',
  '--mantine-color-blue-light-hover': 'var(--primary-soft)',
  '--mantine-color-blue-light-color': 'var(--primary-soft-text)',
  '--mantine-color-blue-outline': 'var(--primary-text)',
  '--mantine-color-blue-text': 'var(--primary-text)',
  '--mantine-color-red-text': 'var(--error)',
  '--mantine-color-red-light-color': 'var(--error)',
  '--mantine-color-gray-light-color': 'var(--text)',
  '--mantine-color-yellow-light-color': 'var(--text)',
}

/** Points the component library at the tokens, so that there is one table of colours. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...shared, '--mantine-color-default': 'var(--bg)' },
  dark: { ...shared, '--mantine-color-default': 'var(--surface)' },
})
