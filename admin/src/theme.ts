import { zhCN } from '@mui/material/locale';
import type { RaThemeOptions } from 'react-admin';
import type { Colour, Light } from './api/rules.js';

/** The colours of the house: one deep blue-green accent, warm greys, and the lights (word and shape beside them, see LightMark). */
export const COLOURS = {
  accent: '#0f5c63',
  accentDark: '#0b464c',
  accentSoft: '#e3efee',
  ground: '#f4f2ee',
  sheet: '#ffffff',
  band: '#f8f7f4',
  line: '#dcd8d0',
  ink: '#23282b',
  inkSoft: '#596066',
  danger: '#a6261c',
  warn: '#8a5200',
  good: '#2f6b3c',
} as const;

const GREY = { ink: '#596066', ground: '#eeece8', chart: '#a9a59c' };

/** The colours that a scheme of lights may choose. */
export const SCHEME_COLOURS: Record<Colour, { ink: string; ground: string; chart: string }> = {
  green: { ink: '#2f6b3c', ground: '#e8f3ea', chart: '#5f9e6e' },
  blue: { ink: '#1f5a96', ground: '#e6eff8', chart: '#4b86c2' },
  yellow: { ink: '#7a5c00', ground: '#fbf4d0', chart: '#d6b32e' },
  orange: { ink: '#974600', ground: '#fdeadb', chart: '#dd7b2b' },
  red: { ink: '#a6261c', ground: '#fbe9e7', chart: '#c0392b' },
  grey: GREY,
};

/** Ink and ground of each light, all at least 4.5 : 1. */
export const LIGHT_COLOURS: Record<Light, { ink: string; ground: string; chart: string }> = {
  overdue: SCHEME_COLOURS.red,
  critical: SCHEME_COLOURS.orange,
  due_soon: SCHEME_COLOURS.yellow,
  normal: SCHEME_COLOURS.green,
  no_data: GREY,
  no_date: GREY,
  paused: GREY,
  done: { ink: '#0f5c63', ground: '#e3efee', chart: '#0f5c63' },
  ended: GREY,
  unissued: { ink: '#596066', ground: '#f8f7f4', chart: '#cfcac0' },
};

export const HEADER_HEIGHT = 48;

const fontFamily = '"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif';
const hairline = `1px solid ${COLOURS.line}`;
const focusRing = { outline: `2px solid ${COLOURS.accent}`, outlineOffset: 1 };

const print = {
  '@page': { size: 'A4 landscape', margin: '12mm' },
  '.print-only': { display: 'none' },
  '@media print': {
    'html, body': { background: '#fff !important', color: '#000', fontSize: '10.5pt' },
    '.no-print, .MuiAppBar-root, .RaSidebar-docked, .RaSidebar-root, .MuiSnackbar-root, .skip-nav-button, .MuiTableCell-paddingCheckbox': {
      display: 'none !important',
    },
    '.print-only': { display: 'block' },
    '.MuiPaper-root': { border: 'none !important', boxShadow: 'none !important' },
    '#main-content, .RaLayout-appFrame': { margin: '0 !important', padding: '0 !important', background: '#fff !important' },
    '*': { color: '#000 !important' },
    'thead th': { position: 'static !important' },
    'tr, figure': { breakInside: 'avoid' },
  },
} as const;

export const theme: RaThemeOptions = {
  sidebar: { width: 184, closedWidth: 48 },
  palette: {
    mode: 'light',
    primary: { main: COLOURS.accent, dark: COLOURS.accentDark, contrastText: '#fff' },
    secondary: { main: COLOURS.accentDark, contrastText: '#fff' },
    error: { main: COLOURS.danger },
    warning: { main: COLOURS.warn },
    success: { main: COLOURS.good },
    info: { main: COLOURS.accent },
    background: { default: COLOURS.ground, paper: COLOURS.sheet },
    text: { primary: COLOURS.ink, secondary: COLOURS.inkSoft },
    divider: COLOURS.line,
  },
  shape: { borderRadius: 4 },
  typography: {
    fontFamily,
    fontSize: 14,
    htmlFontSize: 16,
    body1: { fontSize: 14, lineHeight: 1.6 },
    body2: { fontSize: 13, lineHeight: 1.6 },
    caption: { fontSize: 12, lineHeight: 1.5 },
    h1: { fontSize: 18, fontWeight: 600, lineHeight: 1.5 },
    h2: { fontSize: 15, fontWeight: 600, lineHeight: 1.5 },
    h3: { fontSize: 14, fontWeight: 600, lineHeight: 1.5 },
    button: { fontSize: 13, fontWeight: 500, letterSpacing: 0, textTransform: 'none' },
  },
  components: {
    ...zhCN.components,
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontSize: 14, lineHeight: 1.6, fontVariantNumeric: 'tabular-nums', background: COLOURS.ground },
        'a:focus-visible, button:focus-visible, [tabindex="0"]:focus-visible': focusRing,
        ...print,
      },
    },
    MuiPaper: { defaultProps: { elevation: 0 } },
    MuiAppBar: { defaultProps: { elevation: 0 } },
    MuiCard: { styleOverrides: { root: { border: hairline } } },
    MuiButtonBase: { defaultProps: { disableRipple: true }, styleOverrides: { root: { '&.Mui-focusVisible': focusRing } } },
    MuiButton: { defaultProps: { size: 'small', disableElevation: true }, styleOverrides: { root: { minWidth: 0, padding: '4px 12px' } } },
    MuiTextField: { defaultProps: { size: 'small', variant: 'outlined', fullWidth: true } },
    MuiFormControl: { defaultProps: { size: 'small', variant: 'outlined', margin: 'dense' } },
    MuiInputBase: { styleOverrides: { root: { fontSize: 14, background: '#fff' } } },
    MuiSelect: { defaultProps: { size: 'small' } },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 13, minHeight: 34 } } },
    MuiTableCell: {
      styleOverrides: {
        root: { fontSize: 13, lineHeight: 1.5, padding: '5px 8px', borderBottom: hairline, fontVariantNumeric: 'tabular-nums' },
        head: { fontWeight: 600, color: COLOURS.inkSoft, background: COLOURS.band, whiteSpace: 'nowrap' },
      },
    },
    MuiTab: { styleOverrides: { root: { minHeight: 38, minWidth: 0, padding: '6px 14px', fontSize: 13 } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 38 } } },
    MuiTooltip: {
      defaultProps: { arrow: true },
      styleOverrides: { tooltip: { fontSize: 12, lineHeight: 1.6, background: '#2b3134', maxWidth: 360, whiteSpace: 'pre-line' } },
    },
    MuiAutocomplete: {
      ...zhCN.components?.MuiAutocomplete,
      styleOverrides: { paper: { border: hairline, boxShadow: '0 4px 16px rgba(30,35,38,.14)', fontSize: 13 } },
    },
    MuiPopover: { styleOverrides: { paper: { border: hairline, boxShadow: '0 4px 16px rgba(30,35,38,.14)' } } },
    MuiDialog: { styleOverrides: { paper: { border: hairline, boxShadow: '0 8px 32px rgba(30,35,38,.2)' } } },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: 16, fontWeight: 600, padding: '14px 20px 8px' } } },
    MuiDialogContent: { styleOverrides: { root: { padding: '8px 20px' } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '10px 20px 14px' } } },
    MuiAlert: { ...zhCN.components?.MuiAlert, styleOverrides: { root: { fontSize: 13, padding: '2px 12px', alignItems: 'flex-start' } } },
    MuiChip: { styleOverrides: { root: { borderRadius: 4, fontSize: 12, height: 22 } } },
    MuiLink: { defaultProps: { underline: 'hover' } },
    RaTextInput: { defaultProps: { helperText: false } },
    RaSelectInput: { defaultProps: { helperText: false } },
    RaNumberInput: { defaultProps: { helperText: false } },
    RaBooleanInput: { defaultProps: { helperText: false } },
    RaDataTable: {
      styleOverrides: {
        root: {
          '& .RaDataTable-headerCell': { top: HEADER_HEIGHT, background: COLOURS.band, borderTop: hairline },
          '& .RaDataTable-row:focus-visible': { ...focusRing, outlineOffset: -2 },
        },
      },
    },
    RaLayout: {
      styleOverrides: {
        root: {
          minWidth: 0,
          '& .RaLayout-appFrame': { marginTop: HEADER_HEIGHT },
          '& .RaLayout-content': { padding: '14px 20px 32px', minWidth: 0 },
        },
      },
    },
    RaSidebar: {
      styleOverrides: {
        root: {
          borderRight: hairline,
          background: '#ebe8e2',
          height: 'auto',
          '& .RaSidebar-fixed': { height: `calc(100vh - ${HEADER_HEIGHT}px)` },
          '& .MuiPaper-root': { background: 'transparent' },
        },
      },
    },
  },
};
