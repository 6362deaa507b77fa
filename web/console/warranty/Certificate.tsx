// The certificate of a car for staff: shown as a paper and printed; registered or corrected with the version it was based on.
import { useState } from 'react';
import { useParams } from 'react-router';
import { Button } from '#kit/button.tsx';
import { Card } from '#kit/card.tsx';
import { Form, TextField } from '#kit/field.tsx';
import { yuan } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { useWords } from '#kit/words.tsx';
import { useAct, useAsk } from '#client/ask';
import type { In, Out } from '#client/client';
import { useFieldErrors, useSays } from '#client/says';
import { CertificateSheet, percent } from '../../sheets/CertificateSheet.tsx';
import { sheetWords } from '../../sheets/words.ts';
import { Stale } from '../cases/Stale.tsx';
import { fenOf } from '../claims/Deeds.tsx';
import { useMe } from '../shell/me.tsx';

type Certificate = Out<'showCertificate'>['certificate'];

function RegisterForm({ vehicleId, certificate, done }: { vehicleId: string; certificate: Certificate; done(): void }) {
  const s = useWords(sheetWords);
  const act = useAct('registerCertificate');
  const error = useFieldErrors(act.error, ['coefficientPpm']);
  const [typed, setTyped] = useState({
    number: certificate?.number ?? '', invoicedOn: certificate?.invoicedOn ?? '', producedOn: certificate?.producedOn ?? '', price: certificate === null ? '' : (certificate.priceFen / 100).toFixed(2), ppm: String(certificate?.coefficientPpm ?? 5000), makerName: certificate?.makerName ?? '', makerAddress: certificate?.makerAddress ?? '', makerPhone: certificate?.makerPhone ?? '',
    sellerName: certificate?.sellerName ?? '', sellerAddress: certificate?.sellerAddress ?? '', sellerPhone: certificate?.sellerPhone ?? '', tax: certificate?.taxPaidFen == null ? '' : (certificate.taxPaidFen / 100).toFixed(2), taxOn: certificate?.taxPaidOn ?? '', replacedOn: certificate?.replacedOn ?? '', replacesVin: certificate?.replacesVin ?? '',
  });
  const labels: [keyof typeof typed, string, string?][] = [['number', s.number], ['invoicedOn', s.invoiced, 'date'], ['producedOn', s.produced, 'date'], ['price', s.priceYuan], ['ppm', s.ppm], ['makerName', `${s.maker} · ${s.name}`], ['makerAddress', `${s.maker} · ${s.address}`], ['makerPhone', `${s.maker} · ${s.phone}`], ['sellerName', `${s.seller} · ${s.name}`], ['sellerAddress', `${s.seller} · ${s.address}`], ['sellerPhone', `${s.seller} · ${s.phone}`], ['tax', s.tax], ['taxOn', s.taxOn, 'date'], ['replacedOn', s.replaced, 'date'], ['replacesVin', s.replaces]];
  const optional: readonly string[] = ['producedOn', 'tax', 'taxOn', 'replacedOn', 'replacesVin'];
  const [priceFen, taxPaidFen] = [fenOf(typed.price), fenOf(typed.tax)];
  const { price: _price, ppm, tax: _tax, taxOn, producedOn, replacedOn, replacesVin, ...named } = typed;
  const input: In<'registerCertificate'> = {
    vehicleId, version: certificate?.version ?? 0, ...named, priceFen: priceFen ?? 0, coefficientPpm: Number(ppm), ...(producedOn === '' ? {} : { producedOn }), ...(taxPaidFen === undefined || taxOn === '' ? {} : { taxPaidFen, taxPaidOn: taxOn }), ...(replacedOn === '' ? {} : { replacedOn }), ...(replacesVin === '' ? {} : { replacesVin }),
  };
  return (
    <Card title={s.register}>
      <Form label={s.register} onSubmit={() => act.mutate(input, { onSuccess: done })}>
        <div className="c-form">{labels.map(([name, label, type]) => <TextField key={name} label={label} type={type ?? 'text'} value={typed[name]} onValue={(value) => setTyped({ ...typed, [name]: value })} error={name === 'ppm' ? error('coefficientPpm') : undefined} />)}</div>
        {error('') === undefined ? null : <Stale error={act.error} />}
        <div className="k-row"><Button type="submit" kind="primary" busy={act.isPending} disabled={priceFen === undefined || labels.some(([name]) => !optional.includes(name) && typed[name].trim() === '')}>{s.save}</Button><Button onClick={done}>{s.cancel}</Button></div>
      </Form>
    </Card>
  );
}

function ReturnSum({ vehicleId }: { vehicleId: string }) {
  const s = useWords(sheetWords);
  const sum = useAsk('showReturnSum', { vehicleId }, { topics: ['warranty'] });
  if (sum.data === undefined) return null;
  const { feeFen, priceFen, odometerKm, coefficientPpm, taxBackFen } = sum.data;
  return <div className="s-tools"><Card title={s.returnSum}><p><strong>{yuan(feeFen)}</strong> = {s.returnLine(yuan(priceFen), odometerKm.toLocaleString('en-US'), percent(coefficientPpm))}</p>{taxBackFen === null ? null : <p className="k-muted">{s.taxBack} {yuan(taxBackFen)}</p>}</Card></div>;
}

export function CertificatePage() {
  const { vehicleId = '' } = useParams();
  const s = useWords(sheetWords);
  const says = useSays();
  const { may } = useMe();
  const [editing, setEditing] = useState(false);
  const page = useAsk('showCertificate', { vehicleId }, { topics: ['warranty'] });
  const guarantees = useAsk('showGuarantees', { vehicleId }, { topics: ['warranty'] });
  const registers = may('adviser', 'warrantyOfficer', 'serviceManager', 'administrator');
  return (
    <div className="c-page">
      <title>{`${s.certTitle} · CareLoop`}</title>
      <header className="s-tools"><h1>{s.certTitle}</h1><span className="c-filters">{registers ? <Button onClick={() => setEditing(!editing)}>{page.data?.certificate == null ? s.register : s.change}</Button> : null}{page.data?.certificate == null ? null : <Button onClick={() => print()}>{s.print}</Button>}</span></header>
      <Answered of={page} says={says} lines={10}>{({ certificate }) => (
        <>
          {editing ? <RegisterForm key={certificate?.version ?? 0} vehicleId={vehicleId} certificate={certificate} done={() => setEditing(false)} /> : null}
          {certificate === null ? (editing ? null : <Card><p className="k-muted">{s.noCertificate}</p></Card>) : <><CertificateSheet certificate={certificate} guarantees={guarantees.data} /><ReturnSum key={certificate.version} vehicleId={vehicleId} /></>}
        </>
      )}</Answered>
    </div>
  );
}
