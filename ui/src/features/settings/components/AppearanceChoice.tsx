import { SegmentedControl, useMantineColorScheme } from '@mantine/core';

const SCHEMES = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function AppearanceChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Colour scheme"
      value={colorScheme}
      onChange={(value) => { setColorScheme(SCHEMES.find((scheme) => scheme.value === value)?.value ?? 'auto'); }}
      data={[...SCHEMES]}
    />
  );
}
