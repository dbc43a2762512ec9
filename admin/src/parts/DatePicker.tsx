import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DatePicker as MuiDatePicker } from '@mui/x-date-pickers/DatePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { zhCN } from '@mui/x-date-pickers/locales';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useState } from 'react';
import { useText } from '../i18n/index.js';

export interface DateFieldProps {
  label?: string;
  /** 'YYYY-MM-DD' or null. */
  value: string | null;
  onChange: (date: string | null) => void;
  required?: boolean;
  disabled?: boolean;
  error?: string;
  helperText?: string;
  autoFocus?: boolean;
}

const blank = (digits: number) => () => '_'.repeat(digits);
const texts = {
  ...zhCN.components.MuiLocalizationProvider.defaultProps.localeText,
  fieldYearPlaceholder: blank(4),
  fieldMonthPlaceholder: blank(2),
  fieldDayPlaceholder: blank(2),
};

/** The calendar behind DateField, loaded when the first one is shown. */
export default function DatePicker({ label, value, onChange, required, disabled, error, helperText, autoFocus }: DateFieldProps) {
  const t = useText();
  const [invalid, setInvalid] = useState(false);
  return (
    <LocalizationProvider dateAdapter={AdapterDayjs} adapterLocale="zh-cn" localeText={texts}>
      <MuiDatePicker
        label={label}
        format="YYYY年M月D日"
        value={value ? dayjs(value) : null}
        disabled={disabled}
        autoFocus={autoFocus}
        onError={reason => setInvalid(reason !== null)}
        onChange={date => {
          if (date === null) onChange(null);
          else if (date.isValid() && date.year() > 1900) onChange(date.format('YYYY-MM-DD'));
        }}
        slotProps={{
          calendarHeader: { format: 'YYYY年M月' },
          field: { clearable: !required },
          textField: {
            size: 'small',
            fullWidth: true,
            required,
            error: Boolean(error) || invalid,
            helperText: error ?? (invalid ? t('app.date.invalid') : helperText),
          },
        }}
      />
    </LocalizationProvider>
  );
}
