import { createTheme, type CSSVariablesResolver, defaultVariantColorsResolver, localStorageColorSchemeManager } from '@mantine/core';

const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, 'Liberation Mono', monospace";

export const theme = createTheme({
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '1.35', sm: '1.35', md: '1.45', lg: '1.5', xl: '1.5' },
  headings: {
    fontFamily: SANS,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  defaultRadius: 4,
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  colors: {
    dark: ['#E8EBF0', '#C9CFD8', '#A3ACBA', '#7F8998', '#3A424E', '#262C34', '#1B1F26', '#14171C', '#101318', '#0B0D11'],
    gray: ['#F7F8FA', '#F1F3F6', '#E6E9EE', '#DDE1E7', '#C4CAD3', '#A5ADB9', '#6B7585', '#596273', '#3F4754', '#1A1F27'],
    red: ['#FBEEEE', '#F5D5D5', '#F3B3B4', '#F0888A', '#D9605F', '#C24A4B', '#B33B3D', '#A12F31', '#862628', '#6B1E20'],
    ink: ['#EAF3FA', '#CFE3F3', '#9CC7EA', '#63AFEE', '#3F8FCB', '#2A7CB8', '#2175B1', '#1D6EA9', '#175A8C', '#114468'],
  },
  autoContrast: true,
  // The library chooses the text on a filled ground for the light scheme and keeps it in the dark one.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colors, color: 'var(--on-filled)' } : colors;
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { iconColor: 'var(--on-filled)' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 26 } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, fz: 12 } },
    Table: { defaultProps: { fz: 13, horizontalSpacing: 'md', verticalSpacing: 6 } },
    TableScrollContainer: { defaultProps: { type: 'native' } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 80, transition: 'fade' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
  },
});

/** The library's own variables, set to our neutral palette of theme.css. */
export const variables: CSSVariablesResolver = () => {
  const neutral = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--secondary)',
    '--mantine-color-placeholder': 'var(--secondary)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--control-line)',
    '--mantine-color-anchor': 'var(--link)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--secondary)',
    '--mantine-color-disabled-border': 'var(--line)',
  };
  return { variables: {}, light: neutral, dark: neutral };
};

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'tunebook-color-scheme' });
