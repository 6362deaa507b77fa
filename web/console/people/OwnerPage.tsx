// An owner on one page: how to reach them (masked until a reason is given), their cars, and who else drives.
import { Link, useParams } from 'react-router';
import { Card, Tag } from '#kit/card.tsx';
import { When } from '#kit/figures.tsx';
import { Answered } from '#kit/states.tsx';
import { defineWords, useLanguage, useWords } from '#kit/words.tsx';
import { useAsk } from '#client/ask';
import { useSays } from '#client/says';
import { links } from '../links.ts';
import { Heading } from '../shell/Heading.tsx';
import { useMe } from '../shell/me.tsx';
import { Phone } from './Reveal.tsx';

const words = defineWords({
  zh: { facts: '车主', kind: '类型', kinds: { person: '个人', family: '家庭', company: '公司' }, phone: '电话', brands: '品牌', since: '登记', language: '语言', languages: { zh: '中文', en: '英文' }, cars: '车辆', noCars: '名下没有车辆', addCar: '登记车辆', drivers: '其他驾驶人', signsIn: '可登录', noDrivers: '没有其他驾驶人' },
  en: { facts: 'Owner', kind: 'Kind', kinds: { person: 'Person', family: 'Family', company: 'Company' }, phone: 'Phone', brands: 'Brands', since: 'Registered', language: 'Language', languages: { zh: 'Chinese', en: 'English' }, cars: 'Cars', noCars: 'No cars in this name', addCar: 'Register a car', drivers: 'Others who drive', signsIn: 'may sign in', noDrivers: 'Nobody else drives' },
});

function Cars({ ownerId }: { ownerId: string }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { may } = useMe();
  const cars = useAsk('findVehicles', { ownerId, limit: 100 }, { topics: ['vehicles'] });
  return (
    <Card title={w.cars} aside={may('agent', 'adviser', 'serviceManager', 'administrator') ? <Link to={`${links.register()}?owner=${ownerId}`}>{w.addCar}</Link> : undefined}>
      <Answered of={cars} says={says} lines={3}>{(data) => data.vehicles.length === 0 ? <p className="k-muted">{w.noCars}</p> : (
        <ul className="k-list">{data.vehicles.map((one) => <li key={one.id} className="k-between"><span><Link to={links.vehicle(one.id)}>{one.plateNo ?? one.vinMasked}</Link> <span className="k-muted">{language === 'zh' ? one.modelName : one.modelNameEn} · {one.colour}</span></span><span className="k-muted k-number">{one.vinMasked}</span></li>)}</ul>
      )}</Answered>
    </Card>
  );
}

export function OwnerPage() {
  const { ownerId = '' } = useParams();
  const w = useWords(words);
  const { language } = useLanguage();
  const says = useSays();
  const { brands } = useMe();
  const page = useAsk('showOwner', { id: ownerId }, { topics: ['people'] });
  return (
    <div className="c-page">
      <Answered of={page} says={says} lines={8}>
        {({ owner, drivers }) => (
          <>
            <Heading title={owner.name} />
            <div className="c-split">
              <Cars ownerId={owner.id} />
              <div className="c-col">
                <Card title={w.facts}>
                  <dl className="c-facts">
                    <dt>{w.phone}</dt><dd><Phone ownerId={owner.id} masked={owner.phone} /></dd><dt>{w.kind}</dt><dd>{w.kinds[owner.kind]}</dd><dt>{w.language}</dt><dd>{w.languages[owner.language]}</dd>
                    <dt>{w.brands}</dt><dd>{brands.filter((brand) => owner.brandIds.includes(brand.id)).map((brand) => (language === 'zh' ? brand.name : brand.nameEn)).join(language === 'zh' ? '、' : ', ')}</dd><dt>{w.since}</dt><dd><When at={owner.addedAt} /></dd>
                  </dl>
                </Card>
                <Card title={w.drivers}>{drivers.length === 0 ? <p className="k-muted">{w.noDrivers}</p> : <ul className="k-list">{drivers.map((one) => <li key={one.id} className="k-between"><span>{one.name}{one.maySignIn ? <> <Tag tone="info">{w.signsIn}</Tag></> : null}</span><span className="k-number">{one.phone}</span></li>)}</ul>}</Card>
              </div>
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}
