/** Code with which a receiver verifies what a hook sends: by the schemes that the hook uses, in several languages. */
import { SegmentedControl, Stack, Text } from '@mantine/core';

import type { Format } from '~/api/shapes';
import { CodeText } from '~/components/base/CodeText';
import type { Language } from '~/components/hook/verify/language';
import { languages } from '~/components/hook/verify/languages';
import classes from '~/components/hook/VerifySignature.module.css';
import { schemeTitles, schemeWords, type Scheme } from '~/words/signature';

/** What is looked at; kept in the URL. */
export interface VerifyView {
  scheme?: Scheme | undefined;
  language?: string | undefined;
}

export interface VerifySignatureProps {
  /** What the hook's requests carry; at least one. */
  schemes: [Scheme, ...Scheme[]];
  format: Format;
  view: VerifyView;
  onView: (view: VerifyView) => void;
}

export function VerifySignature({ schemes, format, view, onView }: VerifySignatureProps) {
  const scheme = schemes.find((one) => one === view.scheme) ?? schemes[0];
  const language = languages.find(({ id }) => id === view.language) ?? languages[0];
  return (
    <Stack gap="sm">
      {schemes.length > 1 && (
        <SegmentedControl
          aria-label="What is verified"
          className={classes.choice}
          data={schemes.map((value) => ({ value, label: schemeTitles[value] }))}
          onChange={(next) => {
            onView({ ...view, scheme: next });
          }}
          size="xs"
          value={scheme}
        />
      )}
      <Text className={classes.words}>{schemeWords[scheme]}</Text>
      <div className={classes.languages}>
        <SegmentedControl
          aria-label="Language"
          data={languages.map(({ id, label }) => ({ value: id, label }))}
          onChange={(next) => {
            onView({ ...view, language: next });
          }}
          size="xs"
          value={language.id}
        />
      </div>
      <CodeText code={codeOf(language, scheme, format)} label={`Verification in ${language.label}`} />
      {scheme !== 'digest' && (
        <Text c="dimmed" size="sm">
          {scheme === 'ed25519' ? (
            <>
              Put this hook’s public key, whpk_…, into the environment variable{' '}
              <code>WEBHOOK_PUBLIC_KEY</code>
            </>
          ) : (
            <>
              Put this hook’s secret into the environment variable <code>WEBHOOK_SECRET</code>
            </>
          )}
          {language.id === 'rust' && ', or wherever you keep secrets'}. Always verify the bytes as they came:
          a body that was parsed and written again is another one.
        </Text>
      )}
    </Stack>
  );
}

function codeOf(language: Language, scheme: Scheme, format: Format): string {
  return scheme === 'digest' ? language.digest(format) : language[scheme];
}
