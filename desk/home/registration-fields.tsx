import { useState } from 'preact/hooks';
import { registrationText as say } from '../messages/registration.ts';
import { type ControlProps, Field } from '../shell/field.tsx';
import { useLoaded } from '../shell/loaded.ts';
import { areaOptions } from '../wire/area-options.ts';
import { type Area, type CodeLabel, type CodeLists, readUnits, TAKEN_FILES } from '../wire/register.ts';
import { FACTS } from './intake-values.ts';

type ErrorAt = (name: string) => string | undefined;

// A group from this size on must name its members (the register asks for them).
const GROUP_FROM = 5;

function Choice(props: { control: ControlProps; options: readonly CodeLabel[]; none: string; initial?: string }) {
  return (
    <select {...props.control} defaultValue={props.initial ?? ''}>
      <option value="">{props.none}</option>
      {props.options.map((option) => (
        <option key={option.code} value={option.code} selected={option.code === props.initial}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function Tick(props: { name: string; label: string; checked?: boolean; onChange?: (checked: boolean) => void }) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        name={props.name}
        defaultChecked={props.checked ?? false}
        onChange={(event) => props.onChange?.(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

/** What the matter is: channel, place, subject, text, claims, nature. */
export function MatterFields(props: { codes: CodeLists; areas: readonly Area[]; errorAt: ErrorAt }) {
  const { codes, errorAt } = props;
  const [accusation, setAccusation] = useState(false);
  const units = useLoaded(() => (accusation ? readUnits() : Promise.resolve([])), [accusation]);
  const today = new Date().toISOString().slice(0, 10);
  const choice = (name: 'channel' | 'subjectCode' | 'litigationState', initial?: string) => (
    <Field
      name={name}
      label={say(name)}
      required={initial === undefined}
      error={errorAt(name)}
      control={(control) => (
        <Choice control={control} options={codes[name] ?? []} none={say('choose')} {...(initial ? { initial } : {})} />
      )}
    />
  );
  return (
    <fieldset>
      <legend>{say('matter')}</legend>
      <div class="field-grid">
        {choice('channel')}
        <Field
          name="areaCode"
          label={say('areaCode')}
          required
          error={errorAt('areaCode')}
          control={(control) => <Choice control={control} options={areaOptions(props.areas)} none={say('choose')} />}
        />
        {choice('subjectCode')}
        <Field
          name="content"
          label={say('content')}
          required
          wide
          help={say('contentHelp')}
          error={errorAt('content')}
          control={(control) => <textarea {...control} rows={5} />}
        />
        <Field
          name="claims"
          label={say('claims')}
          required
          wide
          help={say('claimsHelp')}
          error={errorAt('claims')}
          control={(control) => <textarea {...control} rows={2} />}
        />
        <Field
          name="happenedOn"
          label={say('happenedOn')}
          error={errorAt('happenedOn')}
          control={(control) => <input {...control} type="date" min="1949-10-01" max={today} />}
        />
        {choice('litigationState', 'none')}
      </div>
      <fieldset class="ticks">
        <legend>{say('facts')}</legend>
        <p class="help">{say('factsHelp')}</p>
        {FACTS.map((fact) => (
          <Tick
            key={fact}
            name={fact}
            label={say(fact)}
            {...(fact === 'allegesOfficialMisconduct' ? { onChange: setAccusation } : {})}
          />
        ))}
      </fieldset>
      {accusation ? (
        <Field
          name="accusedUnitId"
          label={say('accusedUnitId')}
          error={errorAt('accusedUnitId')}
          control={(control) => (
            <Choice
              control={control}
              options={(units.value ?? []).map((unit) => ({ code: unit.id, label: unit.name }))}
              none={say('noUnit')}
            />
          )}
        />
      ) : null}
    </fieldset>
  );
}

/** Who raises it; all of it may stay empty. */
export function PersonFields(props: { errorAt: ErrorAt }) {
  const { errorAt } = props;
  const [groupSize, setGroupSize] = useState(1);
  const line = (name: 'name' | 'phone' | 'idNo' | 'addressDetail', mode?: 'tel') => (
    <Field
      name={name}
      label={say(name)}
      help={name === 'name' ? say('nameHelp') : undefined}
      error={errorAt(name)}
      control={(control) => <input {...control} type={mode ?? 'text'} autocomplete="off" />}
    />
  );
  return (
    <fieldset>
      <legend>{say('person')}</legend>
      <div class="field-grid">
        {line('name')}
        {line('phone', 'tel')}
        {line('idNo')}
        {line('addressDetail')}
        <Field
          name="groupSize"
          label={say('groupSize')}
          help={say('groupHelp')}
          error={errorAt('groupSize')}
          control={(control) => (
            <input
              {...control}
              type="number"
              min={1}
              max={999}
              defaultValue="1"
              onInput={(event) => setGroupSize(event.currentTarget.valueAsNumber)}
            />
          )}
        />
        {groupSize >= GROUP_FROM ? (
          <Field
            name="members"
            label={say('members')}
            required
            wide
            help={say('membersHelp')}
            error={errorAt('members')}
            control={(control) => <textarea {...control} rows={5} />}
          />
        ) : null}
      </div>
    </fieldset>
  );
}

/** How it is to be handled and how the petitioner is to be reached. */
export function HandlingFields(props: { codes: CodeLists; errorAt: ErrorAt }) {
  return (
    <fieldset>
      <legend>{say('handling')}</legend>
      <div class="field-grid">
        <Field
          name="contactBy"
          label={say('contactBy')}
          error={props.errorAt('contactBy')}
          control={(control) => (
            <Choice control={control} options={props.codes['contactBy'] ?? []} none={say('choose')} initial="phone" />
          )}
        />
      </div>
      <div class="ticks">
        <Tick name="wantsProxy" label={say('wantsProxy')} checked />
        <Tick name="consentToShare" label={say('consentToShare')} />
      </div>
    </fieldset>
  );
}

/** What the petitioner brought along; the server looks at it once the petition has its number. */
export function FileFields() {
  return (
    <Field
      name="files"
      label={say('files')}
      help={say('filesHelp')}
      wide
      control={(control) => <input {...control} type="file" multiple accept={TAKEN_FILES} />}
    />
  );
}
